package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.ProcessingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link Fetcher#close()} loses nothing and leaves nothing behind. */
abstract class CloseContract extends Concern {
    @Test
    void cancelsWhatIsInFlightAndWhatWaits() throws InterruptedException {
        var received = new CountDownLatch(3);
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            received.countDown();
            peer.stayUntilClientCloses();
        });
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(3));
        Collector collector = collector();
        for (int i = 0; i < 50; i++) {
            collector.fetch(fetcher, server.origin(), "/");
        }
        received.await();
        close(fetcher);
        assertThat(collector.size()).as("results by the time close() returned").isEqualTo(50);
        assertThat(collector.await(50)).extracting(FetchResult::outcome).containsOnly(Outcome.CANCELLED);
        assertThat(server.requests()).as("requests: what waited is never sent").hasSize(3);
        server.awaitAllClosed("after close()");
    }

    @Test
    void closesIdleConnections() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        collector.fetch(fetcher, server.origin(), "/");
        collector.awaitOne();
        close(fetcher);
        server.awaitAllClosed("after close()");
    }

    @Test
    void refusesFurtherFetches() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        close(fetcher);
        assertThatThrownBy(() -> collector.fetch(fetcher, server.origin(), "/"))
                .as("fetch() on a closed fetcher").isInstanceOf(IllegalStateException.class);
        assertThat(collector.size()).isZero();
    }

    @Test
    void mayBeRepeatedAndComeFirst() {
        Fetcher fetcher = open(FetchOptions.defaults());
        close(fetcher);
        close(fetcher);
    }

    @ParameterizedTest
    @EnumSource
    void losesNoFetchThatWasAcceptedWhileItRan(ProcessingMode mode) throws InterruptedException {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(8).withProcessingMode(mode));
        Collector collector = collector();
        var underWay = new CountDownLatch(4 * 50);
        List<Thread> callers = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            callers.add(Thread.ofPlatform().start(() -> fetchUntilRefused(fetcher, collector, server, underWay)));
        }
        underWay.await();
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

    @Test
    void leavesNoThreadBehind() {
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
        for (int i = 0; i < 40; i++) {
            collector.fetch(fetcher, server.origin(), "/", ProcessingContract.A_LITTLE_WORK);
        }
        collector.await(40);
        close(fetcher);
    }
}
