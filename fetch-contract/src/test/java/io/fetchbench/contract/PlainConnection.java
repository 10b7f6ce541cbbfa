package io.fetchbench.contract;

import io.fetchbench.fetch.Origin;
import io.fetchbench.http1.RequestEncoder;
import io.fetchbench.http1.ResponseException;
import io.fetchbench.http1.ResponseLimits;
import io.fetchbench.http1.ResponseParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** A socket and the parser of what it receives. For one thread at a time; any may close it. */
final class PlainConnection {
    final Socket socket = new Socket();
    final Origin origin;
    final ResponseParser parser;
    private boolean surplus;
    /** Whose exchange it carries; null while it is idle. */
    volatile PlainFetch owner;

    PlainConnection(Origin origin, ResponseLimits limits) {
        this.origin = origin;
        parser = new ResponseParser(limits);
    }

    void connect() throws IOException {
        var address = new InetSocketAddress(origin.host(), origin.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException(origin.host());
        }
        socket.setTcpNoDelay(true);
        socket.connect(address);
    }

    void exchange(byte[] request, int bufferBytes, UnaryOperator<String> seen) throws IOException, ResponseException {
        parser.reset();
        socket.getOutputStream().write(request);
        var buffer = new byte[bufferBytes];
        while (!parser.isComplete()) {
            int bytes = socket.getInputStream().read(buffer);
            if (bytes < 0) {
                parser.endOfInput();
                return;
            }
            String text = seen.apply(new String(buffer, 0, bytes, StandardCharsets.ISO_8859_1));
            ByteBuffer received = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            parser.parse(received);
            surplus = received.hasRemaining();
        }
    }

    static byte[] request(RequestEncoder encoder, String target) {
        var request = new byte[encoder.encodedLength(target)];
        encoder.encode(target, ByteBuffer.wrap(request));
        return request;
    }

    boolean isReusable() {
        return parser.isReusable() && !surplus;
    }

    /** Whether something came that nobody asked for. */
    boolean hasUnexpectedInput() {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException _) {
            return true;
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
