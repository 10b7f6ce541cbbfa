package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import io.fetchbench.fetch.ProcessingMode;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Fetcher#close()} leaves nothing behind. */
abstract class LeakContract extends Concern {
    private static final int FETCHES = 40;
    private static final int AT_ONCE = FetchOptions.defaults().processingThreads();
    private static final int CYCLES = 12;
    /** Less than one small buffer a cycle, more than what the JDK keeps per thread for its own sockets. */
    private static final long DIRECT_SLACK_BYTES = 256 * 1024;
    private static final Duration FOR_LESS_IF_POSSIBLE = Duration.ofMillis(500);

    @Test
    @Required("close() leaves no thread behind.")
    void noThreadIsLeft() {
        fetchAndClose();
        LiveThreads before = LiveThreads.now();
        fetchAndClose();
        LiveThreads.awaitNoMoreThan(before);
    }

    private void fetchAndClose() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(8).withIoThreads(2)
                .withProcessingMode(ProcessingMode.HANDED_OFF));
        Collector collector = collector();
        for (int i = 0; i < FETCHES; i++) {
            collector.fetch(fetcher, server.origin(), "/", ProcessingContract.A_LITTLE_WORK);
        }
        collector.await(FETCHES);
        close(fetcher);
        server.close();
    }

    @Test
    @Optional("With processing handed off and under way, close() returns only when no platform thread is alive any more.")
    void noProcessingThreadIsAliveWhenCloseReturns() throws InterruptedException {
        for (int i = 0; i < CYCLES; i++) {
            assertThat(aliveWhenClosedWhileProcessing())
                    .as("threads alive when close() returned: join each after it was told to end")
                    .isEmpty();
        }
    }

    private List<Thread> aliveWhenClosedWhileProcessing() throws InterruptedException {
        Set<Thread> before = LiveThreads.platformThreads();
        var answered = new CountDownLatch(AT_ONCE);
        ScriptedServer server = serve(peer -> {
            while (peer.readRequest() != null) {
                peer.respond("x");
                answered.countDown();
            }
        });
        Fetcher fetcher = open(FetchOptions.defaults().withProcessingMode(ProcessingMode.HANDED_OFF));
        Collector collector = collector();
        for (int i = 0; i < AT_ONCE; i++) {
            collector.fetch(fetcher, server.origin(), "/", new Processing.BlockingCall(Duration.ofMinutes(10)));
        }
        Patience.await(answered, "too few fetches were sent: send each that has a place");
        Set<Thread> started = LiveThreads.platformThreads();
        started.removeAll(before);
        List<Thread> alive = new ArrayList<>();
        close(() -> {
            fetcher.close();
            started.stream().filter(Thread::isAlive).forEach(alive::add);
        });
        return alive;
    }

    @Test
    @Required("close() leaves no socket open, idle ones included.")
    void noSocketIsLeft() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(4));
        Collector collector = collector();
        for (int i = 0; i < FETCHES; i++) {
            collector.fetch(fetcher, server.origin(), "/");
        }
        collector.await(FETCHES);
        close(fetcher);
        server.awaitAllClosed("after close()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
            "HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n"})
    @Required("A fetch that fails closes its connection at once, and does not leave that to close().")
    void noSocketIsLeftOfAFetchThatFailed(String sent) {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send(sent);
            peer.halfClose();
            peer.stayUntilClientCloses();
        });
        Collector collector = collector();
        collector.fetch(open(FetchOptions.defaults().withMaxBodyBytes(1_000)), server.origin(), "/");
        assertThat(collector.awaitOne().outcome()).as("outcome of a response that can't be read to its end")
                .isIn(Outcome.MALFORMED_RESPONSE, Outcome.CONNECTION_LOST, Outcome.BODY_TOO_LARGE);
        server.awaitAllClosed("after a failed fetch, with the fetcher still open");
    }

    @Test
    @Required("Opening, using and closing fetchers again and again takes no more and more file descriptors.")
    void noFileDescriptorIsLeft() {
        Assumptions.assumeTrue(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean,
                "this system does not tell how many file descriptors are open");
        fetchAndClose();
        fetchAndClose();
        long before = openFileDescriptors();
        for (int i = 0; i < CYCLES; i++) {
            fetchAndClose();
        }
        assertThat(openFileDescriptors() - before)
                .as("file descriptors more than before %s fetchers were opened, used and closed: close each socket, "
                        + "selector and pipe with its fetcher", CYCLES)
                .isLessThan(CYCLES);
    }

    private static long openFileDescriptors() {
        return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getOpenFileDescriptorCount();
    }

    @Test
    @Required("Opening, using and closing fetchers again and again takes no more and more direct memory.")
    void noDirectMemoryIsLeft() {
        fetchAndClose();
        fetchAndClose();
        long before = leastDirectBytes(0, FOR_LESS_IF_POSSIBLE);
        for (int i = 0; i < CYCLES; i++) {
            fetchAndClose();
        }
        assertThat(leastDirectBytes(before + DIRECT_SLACK_BYTES, Patience.limit()))
                .as("bytes of direct buffers still reachable after %s more fetchers were closed: free or drop each "
                        + "buffer with its fetcher", CYCLES)
                .isLessThanOrEqualTo(before + DIRECT_SLACK_BYTES);
    }

    /**
     * Direct buffers are freed some time after a collection has found them unreachable, and on a thread of their own, so more
     * than one look may be needed.
     */
    private static long leastDirectBytes(long enough, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        BufferPoolMXBean direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct")).findAny().orElseThrow();
        long least = Long.MAX_VALUE;
        while (least > enough && System.nanoTime() < deadline) {
            System.gc();
            least = Math.min(least, direct.getMemoryUsed());
        }
        return least;
    }
}
