package io.fetchbench.style.blocking;

import io.fetchbench.fetch.Origin;
import io.fetchbench.http1.RequestEncoder;
import io.fetchbench.http1.ResponseException;
import io.fetchbench.http1.ResponseLimits;
import io.fetchbench.http1.ResponseParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** A socket and the parser of what it receives. For one thread at a time; any other may {@link #close()} it. */
final class Connection {
    /** A connection idle for less is not looked at, which would be a system call. */
    private static final long TRUSTED_NANOS = 1_000_000;

    private final Socket socket = new Socket();
    private final Origin origin;
    private final ResponseParser parser;
    private InputStream in;
    private OutputStream out;
    private boolean inputLeft;
    private long idleSinceNanos;

    Connection(Origin origin, ResponseLimits limits) {
        this.origin = origin;
        parser = new ResponseParser(limits);
    }

    void connect() throws ConnectFailedException {
        try {
            var address = new InetSocketAddress(origin.host(), origin.port());
            if (address.isUnresolved()) {
                throw new UnknownHostException("host: expected a name that resolves, got " + origin.host());
            }
            socket.setTcpNoDelay(true);
            socket.connect(address);
            in = socket.getInputStream();
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new ConnectFailedException(e);
        }
    }

    /** Sends a request and reads the whole response. */
    ResponseParser exchange(RequestEncoder encoder, String target, ByteBuffer buffer)
            throws IOException, ResponseException {
        parser.reset();
        send(encoder, target, buffer);
        receive(buffer);
        idleSinceNanos = System.nanoTime();
        return parser;
    }

    private void send(RequestEncoder encoder, String target, ByteBuffer buffer) throws IOException {
        int length = encoder.encodedLength(target);
        ByteBuffer request = length <= buffer.capacity() ? buffer.clear() : ByteBuffer.allocate(length);
        encoder.encode(target, request);
        out.write(request.array(), 0, request.position());
    }

    private void receive(ByteBuffer buffer) throws IOException, ResponseException {
        do {
            int n = in.read(buffer.array());
            if (n < 0) {
                parser.endOfInput();
                return;
            }
            buffer.clear().limit(n);
        } while (!parser.parse(buffer));
        inputLeft = buffer.hasRemaining();
    }

    /** Whether the server has begun to answer the request sent last. */
    boolean hasStartedResponse() {
        return parser.hasStarted();
    }

    boolean isReusable() {
        return parser.isReusable() && !inputLeft;
    }

    /** Whether something came while nothing was asked for. An orderly close by the server can't be seen this way. */
    boolean hasUnexpectedInput() {
        try {
            return System.nanoTime() - idleSinceNanos > TRUSTED_NANOS && in.available() > 0;
        } catch (IOException _) {
            return true;
        }
    }

    /** Wakes up a thread that is blocked in an operation on the socket, too. */
    void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed even so, and whoever closes it has other fetches to see to.
        }
    }
}
