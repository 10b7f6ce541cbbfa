package io.fetchbench.coroutine.examples;

import static io.fetchbench.coroutine.Asyncio.asCompleted;
import static io.fetchbench.coroutine.Asyncio.await;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.fetchbench.coroutine.EventLoop;
import io.fetchbench.coroutine.LoopFuture;
import io.fetchbench.coroutine.Streams;
import io.fetchbench.coroutine.Task;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** The lesson's last snippet: twenty fetches, each written from top to bottom, their results as they come. */
public final class FetchWithStreams {
    private FetchWithStreams() {}

    private static String getUrl(URI url) throws Exception {
        String path = url.getPath().isEmpty() ? "/" : url.getPath();
        try (var connection = Streams.openConnection(url.getHost(), url.getPort())) {
            String request = "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n";
            connection.writer().write(request.formatted(path, url.getAuthority()).getBytes(UTF_8));
            StringBuilder html = new StringBuilder();
            byte[] rawLine;
            while ((rawLine = connection.reader().readLine()).length > 0) {
                html.append(new String(rawLine, UTF_8));
            }
            return html.toString();
        }
    }

    /**
     * Prints twenty responses, and how long all of them took.
     *
     * @param args the URL to which {@code /goods/0/} to {@code /goods/19/} is added
     * @throws Exception if one can't be fetched
     */
    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        try (EventLoop loop = new EventLoop()) {
            loop.runUntilComplete(() -> {
                List<Task<String>> tasks = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    URI url = URI.create(args[0] + "/goods/" + i + "/");
                    tasks.add(loop.createTask(() -> getUrl(url)));
                }
                for (LoopFuture<String> task : asCompleted(tasks)) {
                    System.out.println(await(task));
                }
                return null;
            });
        }
        System.out.println((System.nanoTime() - start) / 1e9);
    }
}
