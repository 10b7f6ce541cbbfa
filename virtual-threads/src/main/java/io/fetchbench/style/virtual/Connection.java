package io.fetchbench.style.virtual;

import io.fetchbench.fetch.Origin;
import io.fetchbench.http1.RequestEncoder;
import io.fetchbench.http1.ResponseException;
import io.fetchbench.http1.ResponseLimits;
import io.fetchbench.http1.ResponseParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * A connected socket with all that a request on it needs. For one thread at a time. The buffer belongs to the connection,
 * because the threads, one a fetch, live too briefly to own any.
 */
final class Connection {
    /** Room for a request, a header and a small body at once; larger bodies take several reads. */
    private static final int BUFFER_BYTES = 16 * 1024;
    /** A virtual thread is not time-sliced, and notices an interrupt only where it waits; so much in a row is 1 MiB. */
    private static final int MAX_READS = 64;
    /** A connection idle for less is not looked at, which would be a system call. */
    private static final long TRUSTED_NANOS = 1_000_000;

    private final Socket socket = new Socket();
    private final RequestEncoder encoder;
    private final ResponseParser parser;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final InputStream in;
    private final OutputStream out;
    private long idleSinceNanos;

    Connection(Origin origin, RequestEncoder encoder, ResponseLimits limits) throws ConnectFailedException {
        this.encoder = encoder;
        parser = new ResponseParser(limits);
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
            close();
            throw new ConnectFailedException(e);
        }
    }

    /** Sends a request and reads the response to its end. */
    ResponseParser get(String target) throws IOException, ResponseException {
        parser.reset();
        int length = encoder.encodedLength(target);
        ByteBuffer request = length <= BUFFER_BYTES ? buffer.clear() : ByteBuffer.allocate(length);
        encoder.encode(target, request);
        out.write(request.array(), 0, length);
        int reads = 0;
        do {
            if (++reads % MAX_READS == 0) {
                letOthersRun();
            }
            int n = in.read(buffer.array());
            if (n < 0) {
                parser.endOfInput();
                break;
            }
            buffer.clear().limit(n);
        } while (!parser.parse(buffer));
        idleSinceNanos = System.nanoTime();
        return parser;
    }

    private static void letOthersRun() throws InterruptedIOException {
        Thread.yield();
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("response: expected its end, got an interrupt before it");
        }
    }

    boolean hasStartedResponse() {
        return parser.hasStarted();
    }

    /** Whether the response allows it and nothing came after it. */
    boolean isReusable() {
        return parser.isReusable() && !buffer.hasRemaining();
    }

    /** Whether something came while nothing was asked for. An orderly close by the server can't be seen this way. */
    boolean hasUnexpectedInput() {
        try {
            return System.nanoTime() - idleSinceNanos > TRUSTED_NANOS && in.available() > 0;
        } catch (IOException _) {
            return true;
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException _) {
            // It is closed even so, and whoever closes it has other fetches to see to.
        }
    }
}
