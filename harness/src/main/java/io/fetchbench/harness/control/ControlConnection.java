package io.fetchbench.harness.control;

import io.fetchbench.fetch.Outcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A socket of the loop, with at most one exchange at a time. Must not be changed, see {@link ControlProvider}. */
final class ControlConnection {
    final ControlDestination destination;
    private final ControlFetcher fetcher;
    private final ControlResponse response;
    private final SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer unsent;
    private boolean reused;
    ControlExchange exchange;

    ControlConnection(ControlFetcher fetcher, ControlDestination destination) throws IOException {
        this.fetcher = fetcher;
        this.destination = destination;
        response = new ControlResponse(fetcher.options.maxHeaderBytes(), fetcher.options.maxBodyBytes());
        channel = SocketChannel.open();
    }

    void connect(ControlExchange first, Selector selector) {
        begin(first);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            boolean connected = channel.connect(destination.address);
            key = channel.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
            if (connected) {
                send();
            }
        } catch (Exception e) {
            broken(e);
        }
    }

    void reuse(ControlExchange next) {
        reused = true;
        response.reset();
        begin(next);
        try {
            send();
        } catch (Exception e) {
            broken(e);
        }
    }

    private void begin(ControlExchange next) {
        exchange = next;
        next.connection = this;
    }

    void onReady() {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                send();
                return;
            }
            if (key.isWritable()) {
                write();
            }
            if (key.isReadable()) {
                receive();
            }
        } catch (Exception e) {
            broken(e);
        }
    }

    private void send() throws IOException {
        unsent = destination.request(exchange.request.target());
        write();
    }

    private void write() throws IOException {
        channel.write(unsent);
        key.interestOps(unsent.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void receive() throws IOException, ControlResponse.TooLargeException {
        ByteBuffer in = fetcher.received.clear();
        int bytes = channel.read(in);
        if (exchange == null) {
            if (bytes != 0) {
                destination.idle.remove(this);
                close();
            }
        } else if (bytes < 0 && response.endsHere()) {
            fetcher.complete(exchange, response, false);
        } else if (bytes < 0) {
            throw new EOFException("connection: expected a complete response, got the end of the connection");
        } else if (bytes > 0 && response.take(in.array(), bytes)) {
            fetcher.complete(exchange, response, response.reusable && !unsent.hasRemaining());
        }
    }

    private void broken(Exception e) {
        if (exchange == null) {
            destination.idle.remove(this);
            close();
        } else if (e instanceof IOException && reused && !response.hasStarted()) {
            fetcher.retry(exchange);
        } else {
            fetcher.fail(exchange, outcome(e), e);
        }
    }

    private Outcome outcome(Exception e) {
        return switch (e) {
            case ProtocolException _ -> Outcome.MALFORMED_RESPONSE;
            case ControlResponse.TooLargeException _ -> Outcome.BODY_TOO_LARGE;
            case IOException _ -> channel.isConnected() ? Outcome.CONNECTION_LOST : Outcome.CONNECT_FAILED;
            default -> Outcome.FAILED;
        };
    }

    void close() {
        exchange = null;
        try {
            channel.close();
        } catch (IOException _) {
            // The descriptor is freed all the same, and the fetch has its outcome.
        }
    }
}
