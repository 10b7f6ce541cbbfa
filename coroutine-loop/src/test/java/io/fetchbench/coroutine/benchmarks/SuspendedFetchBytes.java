package io.fetchbench.coroutine.benchmarks;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Origin;
import io.fetchbench.mockserver.MockServer;
import io.fetchbench.mockserver.MockServerOptions;
import io.fetchbench.style.coroutine.CoroutineLoopProvider;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Prints how many bytes of heap a fetch takes while it is suspended: its stack, and the objects of generator, task, timer
 * and fetch, but not the socket and the parser, which every style has. At most 2 KiB once the code is compiled.
 */
public final class SuspendedFetchBytes {
    private static final int WARM_UP_FETCHES = 400_000;
    private static final int SUSPENDED_FETCHES = 2_000;
    private static final String STACK = "jdk.internal.vm.StackChunk";
    private static final Set<String> PARTS = Set.of(STACK,
            "io.fetchbench.coroutine.ContinuationCoroutine", "io.fetchbench.coroutine.GeneratorFrame",
            "io.fetchbench.coroutine.Task", "io.fetchbench.coroutine.TimerHandle", "io.fetchbench.coroutine.Timeout",
            "io.fetchbench.coroutine.LoopSocket$Readiness", "io.fetchbench.style.coroutine.Worker",
            "io.fetchbench.style.coroutine.Fetch");

    private SuspendedFetchBytes() {}

    /**
     * Fetches until warm, then leaves fetches unanswered and counts.
     *
     * @param args none
     * @throws Exception if the server can't be started
     */
    public static void main(String[] args) throws Exception {
        FetcherProvider provider = new CoroutineLoopProvider();
        FetchOptions options = FetchOptions.defaults().withMaxInFlight(SUSPENDED_FETCHES);
        try (MockServer server = MockServer.start(MockServerOptions.defaults());
                Fetcher fetcher = provider.open(options)) {
            Origin origin = new Origin("127.0.0.1", server.port());
            warmUp(fetcher, new FetchRequest(0, origin, "/bytes/83"));
            for (int i = 0; i < SUSPENDED_FETCHES; i++) {
                fetcher.fetch(new FetchRequest(i, origin, "/bytes/83?delay=60s"), _ -> {});
            }
            TimeUnit.SECONDS.sleep(3);
            String histogram = histogram();
            System.out.println(
                    "bytes per suspended fetch: " + bytes(histogram, PARTS) / SUSPENDED_FETCHES + ", of which stack "
                            + bytes(histogram, Set.of(STACK)) / SUSPENDED_FETCHES);
        }
    }

    private static void warmUp(Fetcher fetcher, FetchRequest request) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(WARM_UP_FETCHES);
        for (int i = 0; i < SUSPENDED_FETCHES; i++) {
            again(fetcher, request, left);
        }
        left.await();
    }

    private static void again(Fetcher fetcher, FetchRequest request, CountDownLatch left) {
        fetcher.fetch(request, _ -> {
            left.countDown();
            if (left.getCount() >= SUSPENDED_FETCHES) {
                again(fetcher, request, left);
            }
        });
    }

    /** Of the objects that are alive. */
    private static String histogram() throws JMException {
        return (String) ManagementFactory.getPlatformMBeanServer().invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                new Object[]{new String[0]}, new String[]{String[].class.getName()});
    }

    /** Lines of the histogram are number, instances, bytes, class. */
    private static long bytes(String histogram, Set<String> classes) {
        return histogram.lines().map(line -> line.trim().split("\\s+"))
                .filter(columns -> columns.length >= 4 && classes.contains(columns[3]))
                .mapToLong(columns -> Long.parseLong(columns[2])).sum();
    }
}
