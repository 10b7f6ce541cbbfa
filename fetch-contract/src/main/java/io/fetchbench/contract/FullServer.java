package io.fetchbench.contract;

import io.fetchbench.fetch.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/**
 * A port on which connecting takes forever, because nobody accepts and the backlog is full. Skips the test on a system that
 * refuses connections then, or takes more of them than it was told to.
 */
final class FullServer implements AutoCloseable {
    private static final int MORE_THAN_THE_BACKLOG = 8;

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<SocketChannel> waiting = new ArrayList<>();

    FullServer() throws IOException {
        boolean full = false;
        for (int i = 0; i < MORE_THAN_THE_BACKLOG; i++) {
            SocketChannel channel = SocketChannel.open();
            waiting.add(channel);
            channel.configureBlocking(false);
            full = !channel.connect(new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort()))
                    && !channel.finishConnect();
        }
        if (!full) {
            close();
            Assumptions.abort("this system completes connections beyond the backlog");
        }
    }

    Origin origin() {
        return new Origin(listening.getInetAddress().getHostAddress(), listening.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : waiting) {
            channel.close();
        }
        listening.close();
    }
}
