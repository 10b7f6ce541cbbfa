package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link FetchOptions#maxInFlight()} places, all of them used, and a queue in order. */
abstract class LimitContract extends Concern {
    private static final int PLACES = 4;

    @ParameterizedTest
    @EnumSource
    void exactlyMaxInFlightFetchesAreServedAtATime(ConnectionReuse reuse) {
        var barrier = new CyclicBarrier(PLACES);
        var atServer = new AtomicInteger();
        var mostAtServer = new AtomicInteger();
        ScriptedServer server = serve(peer -> {
            while (peer.readRequest() != null) {
                mostAtServer.accumulateAndGet(atServer.incrementAndGet(), Math::max);
                await(barrier);
                atServer.decrementAndGet();
                peer.respond("x");
            }
        });
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(PLACES).withReuse(reuse));
        Collector collector = collector();
        for (int i = 0; i < 10 * PLACES; i++) {
            collector.fetch(fetcher, server.origin(), "/" + i);
        }
        assertThat(collector.await(10 * PLACES)).as("the server answers only when " + PLACES + " requests are there")
                .allMatch(result -> result.outcome() == Outcome.OK);
        assertThat(mostAtServer).as("requests at the server at a time").hasValue(PLACES);
    }

    private static void await(CyclicBarrier barrier) throws IOException, InterruptedException {
        try {
            barrier.await();
        } catch (BrokenBarrierException e) {
            throw new IOException(e);
        }
    }

    @Test
    void waitingFetchesLeaveTheQueueInTheOrderOfTheirAcceptance() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1));
        Collector collector = collector();
        for (int i = 0; i < 100; i++) {
            collector.fetch(fetcher, server.origin(), "/" + i + "/");
        }
        assertThat(collector.await(100)).as("results by id").isSortedAccordingTo(
                Comparator.comparingLong(FetchResult::startedNanos));
        for (int i = 0; i < 100; i++) {
            assertThat(server.requests().get(i)).as("request number %s at the server", i).startsWith("GET /" + i + "/");
        }
    }

    @Test
    void aFetchStartsWhenItLeavesTheQueue() throws InterruptedException {
        var received = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        ScriptedServer server = serve(peer -> {
            while (peer.readRequest() != null) {
                received.countDown();
                release.await();
                peer.respond("x");
            }
        });
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1));
        Collector collector = collector();
        long accepting = System.nanoTime();
        collector.fetch(fetcher, server.origin(), "/first");
        collector.fetch(fetcher, server.origin(), "/second");
        received.await();
        long releasing = System.nanoTime();
        release.countDown();
        List<FetchResult> results = collector.await(2);
        assertThat(results.get(0).startedNanos()).as("startedNanos of a fetch that found a place")
                .isBetween(accepting, releasing);
        assertThat(results.get(1).startedNanos()).as("startedNanos of a fetch that had to wait for the first to end")
                .isBetween(releasing, System.nanoTime());
    }

    @Test
    void everyKindOfEndingFreesItsPlace() {
        ScriptedServer broken = serve(peer -> peer.readRequest(), peer -> {
            peer.readRequest();
            peer.send("garbage\r\n\r\n");
        }, peer -> {
            peer.readRequest();
            peer.respond("too long for the limit");
        }, Peer::stayUntilClientCloses, peer -> peer.respondToAll("x"));
        var refused = new Origin("127.0.0.1", FailureContract.portWithoutListener());
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1).withMaxBodyBytes(5)
                .withTimeout(Duration.ofMillis(300)));
        Collector collector = collector();
        collector.fetch(fetcher, refused, "/");
        for (int i = 0; i < 5; i++) {
            collector.fetch(fetcher, broken.origin(), "/");
        }
        assertThat(collector.await(6)).extracting(FetchResult::outcome).containsExactly(Outcome.CONNECT_FAILED,
                Outcome.CONNECTION_LOST, Outcome.MALFORMED_RESPONSE, Outcome.BODY_TOO_LARGE, Outcome.TIMED_OUT,
                Outcome.OK);
    }
}
