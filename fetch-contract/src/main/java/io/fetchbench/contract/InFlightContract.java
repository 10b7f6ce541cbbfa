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
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@link FetchOptions#maxInFlight()} places over all origins, all of them used. */
abstract class InFlightContract extends Concern {
    private static final int PLACES = 4;

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

    @ParameterizedTest
    @EnumSource
    @Required("At most maxInFlight fetches are served at a time, whatever their origins; what waits has no connection.")
    void theLimitIsOverAllOrigins(ConnectionReuse reuse) throws InterruptedException {
        var held = new HeldRequests(PLACES);
        ScriptedServer one = serve(held::hold);
        ScriptedServer two = serve(held::hold);
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(PLACES).withReuse(reuse));
        Collector collector = collector();
        for (int i = 0; i < 4 * PLACES; i++) {
            collector.fetch(fetcher, (i % 2 == 0 ? one : two).origin(), "/");
        }
        held.awaitAll();
        held.assertNoMore("at two servers together, so count places over all origins");
        assertThat(one.accepted() + two.accepted())
                .as("connections at two servers together: open none for a fetch that waits")
                .isLessThanOrEqualTo(PLACES);
        held.answer();
        collector.await(4 * PLACES);
    }

    @ParameterizedTest
    @EnumSource
    @Required("Every kind of ending frees its place, and frees it once.")
    void everyKindOfEndingFreesItsPlace(ConnectionReuse reuse) throws InterruptedException {
        ScriptedServer broken = serve(InFlightContract::misbehave);
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1).withMaxBodyBytes(5)
                .withTimeout(Duration.ofSeconds(1)).withReuse(reuse));
        Collector collector = collector();
        collector.fetch(fetcher, refusing(), "/");
        // With keep-alive, the one that is lost has been retried by then.
        for (String target : List.of("/good", "/good", "/lost", "/garbage", "/large", "/silent", "/with space")) {
            collector.fetch(fetcher, broken.origin(), target);
        }
        assertThat(collector.await(8, "with one place, which every ending must free"))
                .extracting(FetchResult::outcome).containsExactly(Outcome.CONNECT_FAILED, Outcome.OK, Outcome.OK,
                        Outcome.CONNECTION_LOST, Outcome.MALFORMED_RESPONSE, Outcome.BODY_TOO_LARGE, Outcome.TIMED_OUT,
                        Outcome.FAILED);
        assertPlaces(1, fetcher, collector);
    }

    private static void misbehave(Peer peer) throws IOException {
        String head = peer.readRequest();
        while (head != null) {
            switch (head.split(" ")[1]) {
                case "/lost" -> peer.halfClose();
                case "/garbage" -> peer.send("garbage\r\n\r\n");
                case "/large" -> peer.respond("too long for the limit");
                case "/silent" -> peer.stayUntilClientCloses();
                default -> peer.respond("x");
            }
            head = peer.readRequest();
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
