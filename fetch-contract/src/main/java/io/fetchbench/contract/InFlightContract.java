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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link FetchOptions#maxInFlight()} places over all origins, all of them used. */
abstract class InFlightContract extends Concern {
    private static final int PLACES = 4;
    /** How long the server gives one request too many to turn up. */
    private static final Duration GRACE = Duration.ofMillis(150);

    @ParameterizedTest
    @EnumSource
    @Required("With enough to do, maxInFlight fetches are served at a time.")
    void allPlacesAreUsed(ConnectionReuse reuse) {
        var crowd = new Crowd(PLACES);
        ScriptedServer server = serve(crowd::serve);
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(PLACES).withReuse(reuse));
        Collector collector = collector();
        for (int i = 0; i < 10 * PLACES; i++) {
            collector.fetch(fetcher, server.origin(), "/" + i);
        }
        assertThat(collector.await(10 * PLACES)).as("the server answers only when " + PLACES + " requests are there")
                .allMatch(result -> result.outcome() == Outcome.OK);
    }

    @Test
    @Required("At most maxInFlight fetches are served at a time, whatever their origins.")
    void theLimitIsOverAllOrigins() throws InterruptedException {
        var allThere = new CountDownLatch(PLACES);
        var tooMany = new CountDownLatch(PLACES + 1);
        var release = new CountDownLatch(1);
        Script holdsTheFirst = peer -> {
            while (peer.readRequest() != null) {
                allThere.countDown();
                tooMany.countDown();
                release.await();
                peer.respond("x");
            }
        };
        ScriptedServer one = serve(holdsTheFirst);
        ScriptedServer two = serve(holdsTheFirst);
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(PLACES));
        Collector collector = collector();
        for (int i = 0; i < 4 * PLACES; i++) {
            collector.fetch(fetcher, (i % 2 == 0 ? one : two).origin(), "/");
        }
        Patience.await(allThere, "the server got too few requests: send each fetch that has a place");
        assertThat(tooMany.await(GRACE.toNanos(), TimeUnit.NANOSECONDS))
                .as("more requests than " + PLACES + " at two servers at a time, so count places over all origins")
                .isFalse();
        release.countDown();
        collector.await(4 * PLACES);
    }

    @Test
    @Required("Every kind of ending frees its place.")
    void everyKindOfEndingFreesItsPlace() {
        ScriptedServer broken = serve(peer -> misbehave(peer, peer.readRequest()));
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1).withMaxBodyBytes(5)
                .withTimeout(Duration.ofSeconds(1)));
        Collector collector = collector();
        collector.fetch(fetcher, refusing(), "/");
        for (String target : new String[]{"/lost", "/garbage", "/large", "/silent", "/good"}) {
            collector.fetch(fetcher, broken.origin(), target);
        }
        assertThat(collector.await(6, "with one place, which every ending must free"))
                .extracting(FetchResult::outcome).containsExactly(Outcome.CONNECT_FAILED,
                        Outcome.CONNECTION_LOST, Outcome.MALFORMED_RESPONSE, Outcome.BODY_TOO_LARGE, Outcome.TIMED_OUT,
                        Outcome.OK);
    }

    private static void misbehave(Peer peer, String head) throws IOException {
        switch (head == null ? "" : head.split(" ")[1]) {
            case "/garbage" -> peer.send("garbage\r\n\r\n");
            case "/large" -> peer.respond("too long for the limit");
            case "/silent" -> peer.stayUntilClientCloses();
            case "/good" -> peer.respond("x");
            default -> {
            }
        }
    }

    @Test
    @Required("A fetch that waits for its connection to open holds up no other.")
    void aSlowConnectHoldsUpNoOtherFetch() throws IOException {
        try (var full = new FullServer()) {
            ScriptedServer good = serve(peer -> peer.respondToAll("x"));
            assertOthersEndBefore(full.origin(), good);
        }
    }

    @Test
    @Required("A fetch that waits for its response holds up no other.")
    void aSlowResponseHoldsUpNoOtherFetch() {
        ScriptedServer silent = serve(Peer::stayUntilClientCloses);
        ScriptedServer good = serve(peer -> peer.respondToAll("x"));
        assertOthersEndBefore(silent.origin(), good);
    }

    private void assertOthersEndBefore(Origin slow, ScriptedServer good) {
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(PLACES));
        Collector collector = collector();
        collector.fetch(fetcher, slow, "/");
        for (int i = 0; i < 20; i++) {
            collector.fetch(fetcher, good.origin(), "/");
        }
        assertThat(collector.await(20, "while fetch 0 waits, for which no other may have to"))
                .as("results while fetch 0 waits")
                .allMatch(result -> result.id() != 0 && result.outcome() == Outcome.OK);
    }

    /** Answers requests when so many of them are there. */
    private static final class Crowd {
        private final int size;
        private final Semaphore answers = new Semaphore(0);
        private final AtomicInteger came = new AtomicInteger();

        Crowd(int size) {
            this.size = size;
        }

        void serve(Peer peer) throws IOException, InterruptedException {
            while (peer.readRequest() != null) {
                if (came.incrementAndGet() % size == 0) {
                    answers.release(size);
                }
                answers.acquire();
                peer.respond("x");
            }
        }
    }
}
