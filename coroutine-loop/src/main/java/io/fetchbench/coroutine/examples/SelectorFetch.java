package io.fetchbench.coroutine.examples;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * The lesson's first snippet: one fetch on a selector. Each readiness calls the callback that was registered for it; what
 * is to happen next is spread over as many methods. Unlike the lesson it reads to the end, and its loop ends with it.
 */
public final class SelectorFetch {
    private final Selector selector = Selector.open();
    private final SocketChannel client = SocketChannel.open();
    private final URI url;
    private final StringBuilder data = new StringBuilder();

    private SelectorFetch(URI url) throws IOException {
        this.url = url;
    }

    /**
     * Prints a response.
     *
     * @param args a URL
     * @throws IOException if it can't be fetched
     */
    public static void main(String[] args) throws IOException {
        new SelectorFetch(URI.create(args[0])).fetch();
    }

    private void fetch() throws IOException {
        try (selector; client) {
            client.configureBlocking(false);
            client.connect(new InetSocketAddress(url.getHost(), url.getPort()));
            client.register(selector, SelectionKey.OP_CONNECT, (Runnable) this::connected);
            loop();
        }
    }

    /** The event loop: asks which sockets are ready, and calls what was registered with them. */
    private void loop() throws IOException {
        while (client.isOpen()) {
            selector.select(key -> ((Runnable) key.attachment()).run());
        }
    }

    private void connected() {
        try {
            client.finishConnect();
            client.write(ByteBuffer.wrap(request().getBytes(StandardCharsets.US_ASCII)));
            client.register(selector, SelectionKey.OP_READ, (Runnable) this::readable);
        } catch (IOException e) {
            fail(e);
        }
    }

    private String request() {
        String path = url.getPath().isEmpty() ? "/" : url.getPath();
        return "GET " + path + " HTTP/1.1\r\nHost: " + url.getAuthority() + "\r\nConnection: close\r\n\r\n";
    }

    private void readable() {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        try {
            if (client.read(buffer) < 0) {
                System.out.println(data);
                client.close();
            }
            data.append(StandardCharsets.UTF_8.decode(buffer.flip()));
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException e) {
        System.out.println("failed: " + e.getMessage());
        try {
            client.close();
        } catch (IOException _) {
            // It is of no use any more.
        }
    }
}
