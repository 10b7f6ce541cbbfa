package io.fetchbench.coroutine.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.coroutine.Asyncio;
import io.fetchbench.coroutine.EventLoop;
import io.fetchbench.coroutine.Server;
import io.fetchbench.coroutine.StreamReader;
import io.fetchbench.coroutine.StreamWriter;
import io.fetchbench.coroutine.Streams;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs each example and looks at what it prints, and how long it takes where that is the point. */
@Timeout(60)
class ExamplesTest {
    @FunctionalInterface
    private interface Main {
        void run() throws Exception;
    }

    private static List<String> linesOf(Main main) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            main.run();
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }

    /** Answers each request two seconds later with its first line, on a loop of its own, while an example runs. */
    private static List<String> linesWithServer(java.util.function.Function<String, Main> example) throws Exception {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread server = Thread.ofPlatform().start(() -> serve(port));
        try {
            return linesOf(example.apply("http://127.0.0.1:" + port.get()));
        } finally {
            server.interrupt();
            server.join();
        }
    }

    private static void serve(CompletableFuture<Integer> port) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            Asyncio.run(() -> {
                try (Server server = Streams.startServer(ExamplesTest::answer, anyPort)) {
                    port.complete(server.address().getPort());
                    return Asyncio.await(EventLoop.running().createFuture());
                }
            });
        } catch (InterruptedException _) {
            // The example has ended.
        } catch (Exception e) {
            port.completeExceptionally(e);
        }
    }

    private static void answer(StreamReader reader, StreamWriter writer) throws Exception {
        String request = new String(reader.readLine(), StandardCharsets.US_ASCII).trim();
        reader.readUntil("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        Asyncio.sleep(Duration.ofSeconds(2));
        writer.write(("HTTP/1.1 200 OK\r\n\r\nyou asked: " + request + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertTookTwoSeconds(String printed) {
        assertThat(Double.parseDouble(printed)).isBetween(2.0, 4.0);
    }

    @Test
    void selectorFetch() throws Exception {
        assertThat(linesWithServer(url -> () -> SelectorFetch.main(new String[]{url})))
                .containsExactly("HTTP/1.1 200 OK", "", "you asked: GET / HTTP/1.1", "");
    }

    @Test
    void selectorFetchOfNobody() throws Exception {
        assertThat(linesOf(() -> SelectorFetch.main(new String[]{"http://127.0.0.1:1"}))).singleElement().asString()
                .startsWith("failed: ");
    }

    @Test
    void generators() throws Exception {
        assertThat(linesOf(() -> Generators.main(new String[0]))).containsExactly("http://project.com", "ergou", "2",
                "3", "returned erg", "http://project.com", "not caught inside: thrown in", "closed: no next value");
    }

    @Test
    void yieldFrom() throws Exception {
        assertThat(linesOf(() -> YieldFrom.main(new String[0]))).containsExactly("1", "2", "3", "a", "b", "5", "6",
                "7", "8", "9", "0", "10", "15", "sum 15");
    }

    @Test
    void twentySleeps() throws Exception {
        List<String> expected = new ArrayList<>(Collections.nCopies(20, "start get url"));
        expected.addAll(Collections.nCopies(20, "end get url"));
        List<String> lines = linesOf(() -> TwentySleeps.main(new String[0]));
        assertThat(lines.subList(0, 40)).isEqualTo(expected);
        assertTookTwoSeconds(lines.getLast());
    }

    @Test
    void groups() throws Exception {
        List<String> lines = linesOf(() -> Groups.main(new String[0]));
        assertThat(lines.subList(0, 6)).containsExactly("call_soon", "start : http://abc.com",
                "start : http://abc.com/g1:0", "start : http://abc.com/g1:1", "call_at after a quarter",
                "call_later after half a second");
        assertThat(lines.subList(6, 10)).containsSubsequence("end : http://abc.com", "callback2 : gggg, done true")
                .containsSubsequence("end : http://abc.com/g1:0", "end : http://abc.com/g1:1");
        assertThat(lines.subList(10, lines.size())).containsExactly("[abc, abc], CancelledError", "abc");
    }

    @Test
    void cancelOnCtrlC() throws Exception {
        List<String> lines = linesOf(() -> {
            System.setOut(interruptingAtTheSecondStart(System.out));
            CancelOnCtrlC.main(new String[0]);
        });
        assertThat(lines).endsWith("interrupted, and cleaned up");
        assertThat(lines).filteredOn(line -> line.startsWith("start : ")).hasSize(2);
        assertThat(lines).filteredOn(line -> line.startsWith("cancel : ")).hasSize(2);
    }

    /** Both tasks are running then, on this very thread. */
    private static PrintStream interruptingAtTheSecondStart(PrintStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8) {
            private int started;

            @Override
            public void println(String line) {
                super.println(line);
                if (line.startsWith("start : ") && ++started == 2) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Test
    void blockingInExecutor() throws Exception {
        List<String> lines = linesOf(() -> BlockingInExecutor.main(new String[0]));
        assertThat(lines.subList(0, 3)).containsExactly("got a on pool-1", "got b on pool-2", "got c on pool-3");
        assertTookTwoSeconds(lines.getLast());
    }

    @Test
    void fetchWithStreams() throws Exception {
        List<String> lines = linesWithServer(url -> () -> FetchWithStreams.main(new String[]{url}));
        for (int i = 0; i < 20; i++) {
            assertThat(lines).containsOnlyOnce("you asked: GET /goods/" + i + "/ HTTP/1.1");
        }
        assertTookTwoSeconds(lines.getLast());
    }
}
