package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import io.fetchbench.fetch.ProcessingMode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** {@link Fetcher#close()} loses nothing and may come at any time. */
abstract class CloseContract extends Concern {
    @Test
    @Required("What is in flight or waits is CANCELLED when close() returns, and what waits is never sent.")
    void cancelsWhatIsInFlightAndWhatWaits() throws InterruptedException {
        var received = new CountDownLatch(3);
        ScriptedServer server = serve(peer -> {
            if (peer.readRequest() != null) {
                received.countDown();
                peer.stayUntilClientCloses();
            }
        });
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(3));
        Collector collector = collector();
        for (int i = 0; i < 50; i++) {
            collector.fetch(fetcher, server.origin(), "/");
        }
        Patience.await(received, "the server got too few requests: send each fetch that has a place");
        close(fetcher);
        assertThat(collector.size()).as("results by the time close() returned").isEqualTo(50);
        assertThat(collector.await(50)).extracting(FetchResult::outcome).containsOnly(Outcome.CANCELLED);
        assertThat(server.requests()).as("requests: what waited is never sent").hasSize(3);
        server.awaitAllClosed("after close()");
    }

    @Test
    @Required("close() does not wait for a connection that is being opened: its fetch is CANCELLED.")
    void doesNotWaitForAConnectionThatIsBeingOpened() throws IOException {
        try (var server = new FullServer()) {
            Collector collector = collector();
            Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1));
            collector.fetch(fetcher, server.origin(), "/");
            collector.fetch(fetcher, server.origin(), "/");
            close(fetcher);
            assertThat(collector.await(2)).extracting(FetchResult::outcome).containsOnly(Outcome.CANCELLED);
        }
    }

    @Test
    @Required("A closed fetcher refuses fetches with IllegalStateException.")
    void refusesFurtherFetches() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        close(fetcher);
        assertThat(catchThrowable(() -> collector.fetch(fetcher, server.origin(), "/")))
                .as("what fetch() on a closed fetcher throws").isInstanceOf(IllegalStateException.class);
        assertThat(collector.size()).isZero();
    }

    @Test
    @Required("close() may come first, and again.")
    void mayBeRepeatedAndComeFirst() {
        Fetcher fetcher = open(FetchOptions.defaults());
        close(fetcher);
        close(fetcher);
    }

    @Test
    @Required("What waits to be processed is CANCELLED when close() returns.")
    void endsWhatWaitsToBeProcessed() throws InterruptedException {
        int count = FetchOptions.defaults().processingThreads() + 5;
        var answered = new CountDownLatch(count);
        ScriptedServer server = serve(peer -> {
            while (peer.readRequest() != null) {
                peer.respond("x");
                answered.countDown();
            }
        });
        Fetcher fetcher = open(FetchOptions.defaults().withProcessingMode(ProcessingMode.HANDED_OFF));
        Collector collector = collector();
        for (int i = 0; i < count; i++) {
            collector.fetch(fetcher, server.origin(), "/", new Processing.BlockingCall(Duration.ofMinutes(10)));
        }
        Patience.await(answered, "too few fetches were sent: send each that has a place");
        close(fetcher);
        collector.verify();
        assertThat(collector.await(count)).extracting(FetchResult::outcome).containsOnly(Outcome.CANCELLED);
    }

    @Test
    @Optional("close() from a listener, which would wait for itself, throws IllegalStateException instead of hanging.")
    void isRefusedFromAListener() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults());
        var thrown = new CompletableFuture<Throwable>();
        Collector collector = collector(_ -> thrown.complete(catchThrowable(fetcher::close)));
        collector.fetch(fetcher, server.origin(), "/");
        assertThat(thrown).as("what close() threw in a listener").succeedsWithin(Patience.limit())
                .isInstanceOf(IllegalStateException.class);
    }
}
