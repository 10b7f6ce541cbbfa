package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The one retry there is: a reused connection that ends before the first byte of the response. */
abstract class RetryContract extends Concern {
    private static final Script DIES_AT_SECOND_REQUEST = peer -> {
        peer.readRequest();
        peer.respond("x");
        peer.readRequest();
    };
    private static final Script RESETS_AT_SECOND_REQUEST = peer -> {
        peer.readRequest();
        peer.respond("x");
        peer.readRequest();
        peer.reset();
    };
    private static final Script DIES_AT_FIRST_REQUEST = Peer::readRequest;

    private List<FetchResult> twoFetchesOneAfterTheOther(ScriptedServer server) {
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        collector.fetch(fetcher, server.origin(), "/");
        collector.await(1);
        collector.fetch(fetcher, server.origin(), "/");
        return collector.await(2);
    }

    @Test
    @Required("A reused connection that closes before the first byte of the response is replaced by a fresh one.")
    void aReusedConnectionThatClosesInsteadOfAnsweringIsReplaced() {
        ScriptedServer server = serve(DIES_AT_SECOND_REQUEST, peer -> peer.respondToAll("x"));
        assertThat(twoFetchesOneAfterTheOther(server)).extracting(FetchResult::outcome)
                .as("outcomes when the connection closes at the second request: send it again on a fresh one")
                .containsExactly(Outcome.OK, Outcome.OK);
        assertThat(server.requests()).as("first request, second request, and the second again").hasSize(3);
        assertThat(server.accepted()).isEqualTo(2);
    }

    @Test
    @Required("A reused connection that is reset before the first byte of the response is replaced by a fresh one.")
    void aReusedConnectionThatIsResetInsteadOfAnsweringIsReplaced() {
        ScriptedServer server = serve(RESETS_AT_SECOND_REQUEST, peer -> peer.respondToAll("x"));
        assertThat(twoFetchesOneAfterTheOther(server)).extracting(FetchResult::outcome)
                .as("outcomes when the connection is reset at the second request: a reset is an end like any other")
                .containsExactly(Outcome.OK, Outcome.OK);
    }

    @Test
    @Required("A connection that closed while idle costs no fetch.")
    void aConnectionThatClosedWhileIdleIsReplaced() {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.respond("x");
        }, peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        collector.fetch(fetcher, server.origin(), "/");
        collector.await(1);
        server.awaitAllClosed("after the server closed its idle connection");
        collector.fetch(fetcher, server.origin(), "/");
        assertThat(collector.await(2)).extracting(FetchResult::outcome)
                .as("outcomes when the connection closes between two fetches: take another for the second")
                .containsExactly(Outcome.OK, Outcome.OK);
    }

    @Test
    @Required("The retry itself is not retried.")
    void theRetryItselfIsNotRetried() {
        ScriptedServer server = serve(DIES_AT_SECOND_REQUEST, DIES_AT_FIRST_REQUEST, peer -> peer.respondToAll("x"));
        assertThat(twoFetchesOneAfterTheOther(server)).extracting(FetchResult::outcome)
                .as("outcomes when the fresh connection dies like the reused one: try once more, and no further")
                .containsExactly(Outcome.OK, Outcome.CONNECTION_LOST);
        assertThat(server.accepted()).as("connections: no third attempt").isEqualTo(2);
    }

    @Test
    @Required("The retry gets a fresh connection even when others are idle.")
    void theRetryGetsAFreshConnectionEvenWhenOthersAreIdle() {
        var bothConnected = new CountDownLatch(2);
        Script answersWhenBothAreConnected = peer -> {
            bothConnected.countDown();
            bothConnected.await();
            DIES_AT_SECOND_REQUEST.serve(peer);
        };
        ScriptedServer server = serve(answersWhenBothAreConnected, answersWhenBothAreConnected,
                peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        collector.fetch(fetcher, server.origin(), "/");
        collector.fetch(fetcher, server.origin(), "/");
        collector.await(2);
        collector.fetch(fetcher, server.origin(), "/");
        assertThat(collector.await(3).get(2).outcome())
                .as("a server that restarts kills every idle connection: don't spend the retry on another of them")
                .isEqualTo(Outcome.OK);
    }

    @Test
    @Required("A fresh connection that closes instead of answering is CONNECTION_LOST.")
    void aFreshConnectionThatClosesIsNotRetried() {
        ScriptedServer server = serve(DIES_AT_FIRST_REQUEST, peer -> peer.respondToAll("x"));
        Collector collector = collector();
        collector.fetch(open(FetchOptions.defaults()), server.origin(), "/");
        assertThat(collector.awaitOne().outcome()).as("outcome on a fresh connection that closes: do not try again")
                .isEqualTo(Outcome.CONNECTION_LOST);
        assertThat(server.accepted()).as("connections: only a reused one may be replaced").isEqualTo(1);
    }

    @Test
    @Required("Nothing is retried once the response has begun.")
    void aReusedConnectionThatClosesWithinTheResponseIsNotRetried() {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.respond("x");
            peer.readRequest();
            peer.send("H");
        }, peer -> peer.respondToAll("x"));
        assertThat(twoFetchesOneAfterTheOther(server)).extracting(FetchResult::outcome)
                .as("outcomes when the connection closes after one byte of the second response: do not try again")
                .containsExactly(Outcome.OK, Outcome.CONNECTION_LOST);
        assertThat(server.accepted()).as("connections: the response had begun").isEqualTo(1);
    }
}
