package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.ProcessingMode;
import io.fetchbench.mockserver.MockServer;
import io.fetchbench.mockserver.MockServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Accepted = OK + each other outcome, whatever the load. */
abstract class AccountingContract extends Concern {
    private static final int CALLERS = 4;

    @Test
    @Required("Fetches from many threads are all reported, while some are cancelled.")
    void fetchesFromManyThreadsAreAllReportedWhileSomeAreCancelled() throws Exception {
        int perThread = 500;
        var failures = new AtomicInteger();
        try (MockServer server = MockServer.start(MockServerOptions.defaults())) {
            var origin = new Origin(server.host(), server.port());
            Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(16));
            Collector collector = collector();
            List<Thread> callers = new ArrayList<>();
            for (int t = 0; t < CALLERS; t++) {
                callers.add(Thread.ofPlatform().uncaughtExceptionHandler((_, _) -> failures.incrementAndGet())
                        .start(() -> fetchAndCancelEveryThird(fetcher, collector, origin, perThread)));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(failures).as("callers whose fetch() or cancel() threw").hasValue(0);
            assertAllThere(collector.await(CALLERS * perThread), perThread);
        }
    }

    private static void fetchAndCancelEveryThird(Fetcher fetcher, Collector collector, Origin origin, int count) {
        for (int i = 0; i < count; i++) {
            FetchHandle handle = collector.fetch(fetcher, origin, "/bytes/" + i);
            if (i % 3 == 0) {
                handle.cancel();
            }
        }
    }

    private static void assertAllThere(List<FetchResult> results, int perThread) {
        assertThat(results).hasSize(CALLERS * perThread)
                .allMatch(result -> result.outcome() == Outcome.OK || result.outcome() == Outcome.CANCELLED);
        assertThat(results).filteredOn(result -> result.outcome() == Outcome.CANCELLED)
                .hasSizeLessThanOrEqualTo(CALLERS * (perThread + 2) / 3);
    }

    @ParameterizedTest
    @EnumSource
    @Required("A fetch that was accepted while close() ran is reported before close() returns.")
    void closeLosesNoFetchThatWasAcceptedWhileItRan(ProcessingMode mode) throws InterruptedException {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(8).withProcessingMode(mode));
        Collector collector = collector();
        var underWay = new CountDownLatch(CALLERS * 50);
        List<Thread> callers = new ArrayList<>();
        for (int t = 0; t < CALLERS; t++) {
            callers.add(Thread.ofPlatform().start(() -> fetchUntilRefused(fetcher, collector, server, underWay)));
        }
        Patience.await(underWay, "too few fetches were sent: send each that has a place");
        close(fetcher);
        int atClose = collector.size();
        for (Thread caller : callers) {
            caller.join();
        }
        collector.verify();
        assertThat(collector.size()).as("results after close() returned, by fetches accepted before")
                .isEqualTo(atClose);
    }

    private static void fetchUntilRefused(Fetcher fetcher, Collector collector, ScriptedServer server,
            CountDownLatch underWay) {
        try {
            while (true) {
                collector.fetch(fetcher, server.origin(), "/");
                underWay.countDown();
            }
        } catch (IllegalStateException _) {
            // The fetcher is closed, which is what ends this loop.
        }
    }
}
