package io.fetchbench.style.coroutine;

import io.fetchbench.coroutine.Asyncio;
import io.fetchbench.coroutine.EventLoop;
import io.fetchbench.coroutine.LoopSocket;
import io.fetchbench.coroutine.Task;
import io.fetchbench.fetch.Origin;
import io.fetchbench.http1.RequestEncoder;
import io.fetchbench.http1.ResponseParser;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** A socket and the exchange under way on it. Closing it after a response that allows it keeps it for the next one. */
final class Connection implements AutoCloseable {
    /** Keeps one fast server from holding the loop: at most 1 MiB in a row with the loop's buffer of 64 KiB. */
    private static final int MAX_READS = 16;

    final Destination destination;
    private final Connections connections;
    private final EventLoop loop;
    private final LoopSocket socket;
    private final ResponseParser parser;
    private final Runnable whenIdleReadable;
    private Task<Void> sending;
    private boolean reusable;

    Connection(Connections connections, Destination destination, EventLoop loop, LoopSocket socket) {
        this.connections = connections;
        this.destination = destination;
        this.loop = loop;
        this.socket = socket;
        parser = new ResponseParser(connections.limits());
        whenIdleReadable = () -> connections.discardIdle(this);
    }

    /** Sends a request. What the socket won't take is sent while the response is awaited, as a server may not wait. */
    void send(String target) throws IOException {
        parser.reset();
        reusable = false;
        ByteBuffer request = connections.requestBuffer(destination.encoder.encodedLength(target));
        destination.encoder.encode(target, request);
        if (!socket.tryWrite(request.flip())) {
            ByteBuffer rest = ByteBuffer.allocate(request.remaining()).put(request).flip();
            sending = loop.createTask(() -> {
                socket.write(rest);
                return null;
            });
            // Why sending failed shows in receiving too.
            sending.addDoneCallback(sent -> {
                if (!sent.cancelled()) {
                    sent.exception();
                }
            });
        }
    }

    /** Stops the task that calls until the response is complete. */
    ResponseParser receive() throws Exception {
        ByteBuffer received = connections.receiveBuffer();
        for (int reads = 0; !parser.isComplete(); reads++) {
            if (reads > 0 && reads % MAX_READS == 0) {
                Asyncio.sleep(Duration.ZERO);
            }
            socket.awaitReadable();
            if (socket.tryRead(received.clear()) < 0) {
                endOfInput();
            } else {
                reusable = parser.parse(received.flip()) && !received.hasRemaining();
            }
        }
        reusable &= parser.isReusable() && (sending == null || sending.done());
        return parser;
    }

    private void endOfInput() throws Exception {
        if (!parser.hasStarted()) {
            throw new EOFException("connection to " + destination.origin.hostHeader()
                    + ": expected a response, got the end of the connection");
        }
        parser.endOfInput();
        reusable = false;
    }

    /** Whether at least one byte of the response has come. */
    boolean hasResponse() {
        return parser.hasStarted();
    }

    /** Has itself discarded if the server ends it, or sends what nobody asked for, while it is idle. */
    void rest() {
        socket.callWhenReadable(whenIdleReadable);
    }

    @Override
    public void close() {
        if (!reusable || !connections.keep(this)) {
            discard();
        }
    }

    void discard() {
        socket.close();
        if (sending != null) {
            sending.cancel();
        }
    }
}
