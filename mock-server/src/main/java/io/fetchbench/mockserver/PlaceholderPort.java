package io.fetchbench.mockserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;

/** A port that is taken and refuses connections: its socket is bound and doesn't listen. */
final class PlaceholderPort implements AutoCloseable {
    private final SocketChannel socket;

    PlaceholderPort(MockServerOptions options) throws IOException {
        socket = SocketChannel.open();
        try {
            socket.bind(new InetSocketAddress(options.host(), options.port()));
        } catch (IOException | UnresolvedAddressException e) {
            socket.close();
            throw MockServer.cannotListen(options, e);
        }
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
