package io.fetchbench.harness.session;

import io.fetchbench.harness.fork.TurnLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The loopback port where forks report for work. Only a fork that knows this run's token is let in. */
final class ForkRegistry implements AutoCloseable {
    private static final Duration HELLO = Duration.ofSeconds(10);

    private final ServerSocket server;
    private final String token;
    private final Map<String, CompletableFuture<Connected>> expected = new ConcurrentHashMap<>();

    /** A fork that has reported. */
    record Connected(TurnLink link, long pid) {}

    ForkRegistry() throws IOException {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        token = HexFormat.of().formatHex(random);
        server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("fork-registry").start(this::accept);
    }

    /** {@return the value of {@link TurnLink#PROPERTY} for a fork of this key} */
    String place(String key) {
        return server.getLocalPort() + ":" + token + ":" + key;
    }

    CompletableFuture<Connected> expect(String key) {
        return expected.computeIfAbsent(key, _ -> new CompletableFuture<>());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                greet(server.accept());
            } catch (IOException | RuntimeException e) {
                // A stranger, a fork that died, or this registry closing: what is expected stays expected, with a timeout.
                continue;
            }
        }
    }

    private void greet(Socket socket) throws IOException {
        boolean letIn = false;
        try {
            var link = new TurnLink(socket);
            link.waitNoLongerThan(HELLO);
            TurnLink.Hello hello = link.receive(TurnLink.Hello.class);
            link.waitNoLongerThan(Duration.ZERO);
            letIn = hello != null && token.equals(hello.token()) && isAwaited(hello, link);
        } finally {
            if (!letIn) {
                socket.close();
            }
        }
    }

    private boolean isAwaited(TurnLink.Hello hello, TurnLink link) {
        CompletableFuture<Connected> waiting = expected.remove(String.valueOf(hello.key()));
        return waiting != null && waiting.complete(new Connected(link, hello.pid()));
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
