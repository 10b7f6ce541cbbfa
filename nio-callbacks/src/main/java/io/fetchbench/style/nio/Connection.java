package io.fetchbench.style.nio;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.http1.BodyTooLargeException;
import io.fetchbench.http1.MalformedResponseException;
import io.fetchbench.http1.ResponseException;
import io.fetchbench.http1.ResponseParser;
import io.fetchbench.http1.TruncatedResponseException;
import java.io.EOFException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A socket and the callback that says what to do once it is ready. The callback is the whole state of the connection:
 * connecting, sending, receiving, idle, closed. In its destination's chain while it is idle.
 *
 * <p>It stays registered for reading from connecting to closing, so that neither sending nor a return to the pool costs
 * a system call on the selector; for writing only while the socket won't take a whole request.
 */
final class Connection extends Linked<Connection> {
    /** Keeps one fast server from holding the loop: at most 1 MiB in a row with the engine's buffer of 64 KiB. */
    private static final int MAX_READS = 16;

    /** What to do when the socket is ready. */
    @FunctionalInterface
    private interface Callback {
        void onReady(Connection connection) throws IOException, ResponseException;
    }

    private static final Callback START_CONNECT = Connection::startConnect;
    private static final Callback FINISH_CONNECT = Connection::finishConnect;
    private static final Callback SEND = Connection::send;
    private static final Callback SEND_REST = Connection::sendRest;
    private static final Callback RECEIVE = Connection::receive;
    private static final Callback IDLE = Connection::receiveWhileIdle;
    private static final Callback CLOSED = _ -> {};

    final Destination destination;
    private final InetSocketAddress address;
    private final Engine engine;
    private final SocketChannel channel;
    private final ResponseParser parser;
    private SelectionKey key;
    private Callback whenReady = CLOSED;
    private boolean connected;
    private boolean reused;
    private Fetch fetch;
    private ByteBuffer unsent;

    Connection(Destination destination, InetSocketAddress address, Engine engine) throws IOException {
        this.destination = destination;
        this.address = address;
        this.engine = engine;
        boolean ipv4 = address.getAddress() instanceof Inet4Address;
        channel = SocketChannel.open(ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        parser = new ResponseParser(engine.limits());
    }

    /** Connects and sends a request. */
    void open(Fetch opener) {
        attach(opener);
        attempt(START_CONNECT);
    }

    /** Sends another request, at once. */
    void reuse(Fetch next) {
        reused = true;
        parser.reset();
        attach(next);
        attempt(SEND);
    }

    /** Called when the selector finds the socket ready. */
    void onReady() {
        attempt(whenReady);
    }

    /** Gets ready for {@link #reuse}, watching for the server's end of the connection meanwhile. */
    void rest() {
        fetch = null;
        whenReady = IDLE;
    }

    void close() {
        fetch = null;
        whenReady = CLOSED;
        try {
            channel.close();
        } catch (IOException _) {
            // The descriptor is freed all the same, and the fetch has its outcome.
        }
    }

    private void attach(Fetch next) {
        fetch = next;
        next.connection = this;
    }

    private void attempt(Callback callback) {
        try {
            callback.onReady(this);
        } catch (Throwable thrown) {
            broken(thrown);
        }
    }

    private void startConnect() throws IOException {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // On loopback the handshake is over when connect returns: asking once saves registering twice.
        if (channel.connect(address) || channel.finishConnect()) {
            key = engine.loop().register(channel, SelectionKey.OP_READ, this);
            connected = true;
            send();
        } else {
            whenReady = FINISH_CONNECT;
            key = engine.loop().register(channel, SelectionKey.OP_CONNECT, this);
        }
    }

    private void finishConnect() throws IOException {
        if (channel.finishConnect()) {
            key.interestOps(SelectionKey.OP_READ);
            connected = true;
            send();
        }
    }

    private void send() throws IOException {
        ByteBuffer request = engine.encode(fetch);
        whenReady = RECEIVE;
        channel.write(request);
        if (request.hasRemaining()) {
            unsent = ByteBuffer.allocate(request.remaining()).put(request).flip();
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            whenReady = SEND_REST;
        }
    }

    /** Receives as well: a server may answer, or hang up, before it has read all of the request. */
    private void sendRest() throws IOException, ResponseException {
        boolean readable = key.isReadable();
        if (key.isWritable()) {
            channel.write(unsent);
            if (!unsent.hasRemaining()) {
                unsent = null;
                key.interestOps(SelectionKey.OP_READ);
                whenReady = RECEIVE;
            }
        }
        if (readable) {
            receive();
        }
    }

    /** A read that does not fill the buffer has emptied the socket, which saves the read that would return 0. */
    private void receive() throws IOException, ResponseException {
        ByteBuffer received = engine.emptyBuffer();
        int reads = 0;
        do {
            int bytes = channel.read(received.clear());
            if (bytes < 0) {
                endOfInput();
                return;
            }
            if (parser.parse(received.flip())) {
                complete(!received.hasRemaining());
                return;
            }
            reads++;
        } while (received.limit() == received.capacity() && reads < MAX_READS);
    }

    private void endOfInput() throws IOException, ResponseException {
        if (!parser.hasStarted()) {
            throw new EOFException("connection to " + destination.origin.hostHeader()
                    + ": expected a response, got the end of the connection");
        }
        parser.endOfInput();
        complete(false);
    }

    private void complete(boolean inOrder) {
        engine.complete(this, fetch, parser, inOrder && unsent == null && parser.isReusable());
    }

    /** Whatever comes, be it the end or bytes nobody asked for, this connection can't be used again. */
    private void receiveWhileIdle() throws IOException {
        if (channel.read(engine.emptyBuffer()) != 0) {
            engine.discardIdle(this);
        }
    }

    private void broken(Throwable cause) {
        if (fetch == null) {
            engine.discardIdle(this);
        } else if (cause instanceof IOException && reused && !parser.hasStarted()) {
            engine.retry(fetch);
        } else {
            engine.fail(fetch, outcomeOf(cause), cause);
        }
    }

    private Outcome outcomeOf(Throwable cause) {
        return switch (cause) {
            case IOException _ -> connected ? Outcome.CONNECTION_LOST : Outcome.CONNECT_FAILED;
            case TruncatedResponseException _ -> Outcome.CONNECTION_LOST;
            case MalformedResponseException _ -> Outcome.MALFORMED_RESPONSE;
            case BodyTooLargeException _ -> Outcome.BODY_TOO_LARGE;
            default -> Outcome.FAILED;
        };
    }
}
