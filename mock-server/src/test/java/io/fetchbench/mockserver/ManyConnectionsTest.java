package io.fetchbench.mockserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ten thousand idle connections to a server in a process of its own, with the heap of a small one. */
@Timeout(120)
class ManyConnectionsTest {
    private static final int COUNT = 10_000;
    private static final Pattern OPEN = Pattern.compile("\"open_connections\":(\\d+)");

    @Test
    void areHeldWhileOthersAreServedAndFreedWhenTheyEnd() throws Exception {
        assumeTrue(freeDescriptors() > COUNT + 100,
                "file descriptors: expected " + COUNT + " and some, got fewer; raise 'ulimit -n'");
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xmx128m", "-cp",
                System.getProperty("java.class.path"), MockServerMain.class.getName(), "--exit-with-stdin")
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<SocketChannel> idle = new ArrayList<>();
        try (BufferedReader out = process.inputReader(); HttpClient client = HttpClient.newHttpClient()) {
            int port = Integer.parseInt(out.readLine().replaceFirst("listening on http://127.0.0.1:(\\d+) .*", "$1"));
            URI uri = URI.create("http://127.0.0.1:" + port + "/");
            for (int i = 0; i < COUNT; i++) {
                idle.add(SocketChannel.open(new InetSocketAddress("127.0.0.1", port)));
            }
            awaitOpenConnections(client, uri, COUNT + 1);
            assertThat(get(client, uri.resolve("bytes/1MiB"))).hasSize(1 << 20);
            closeAll(idle);
            awaitOpenConnections(client, uri, 1);
        } finally {
            closeAll(idle);
            process.destroyForcibly().waitFor();
        }
    }

    private static long freeDescriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount()
                : 0;
    }

    private static void awaitOpenConnections(HttpClient client, URI uri, int expected) throws Exception {
        int open;
        do {
            Matcher matcher = OPEN.matcher(get(client, uri.resolve("stats")));
            assertThat(matcher.find()).isTrue();
            open = Integer.parseInt(matcher.group(1));
        } while (open != expected);
    }

    private static String get(HttpClient client, URI uri) throws Exception {
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }

    private static void closeAll(List<SocketChannel> channels) throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }
}
