package io.fetchbench.mockserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** A port that is taken and refuses connections: its socket is bound and doesn't listen. */
final class PlaceholderPort implements AutoCloseable {
    private final SocketChannel socket;

    PlaceholderPort(MockServerOptions options) throws IOException {
        socket = SocketChannel.open().bind(new InetSocketAddress(options.host(), options.port()));
    }

    int port() throws IOException {
        return ((InetSocketAddress) socket.getLocalAddress()).getPort();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
