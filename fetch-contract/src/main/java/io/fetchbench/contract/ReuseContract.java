package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which connection a fetch gets, and which connections may be used again. */
abstract class ReuseContract extends Concern {
    @Test
    @Required("Keep-alive needs no more connections than fetches in flight.")
    void keepAliveNeedsNoMoreConnectionsThanFetchesInFlight() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(3));
        Collector collector = collector();
        for (int i = 0; i < 60; i++) {
            collector.fetch(fetcher, server.origin(), "/");
        }
        assertThat(collector.await(60)).allMatch(result -> result.outcome() == Outcome.OK);
        assertThat(server.accepted()).as("connections for 60 fetches with 3 in flight").isBetween(1, 3);
    }

    @Test
    @Required("A connection is free for reuse by the time its fetch is reported.")
    void oneAfterAnotherTheyShareOneConnection() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        for (int i = 1; i <= 20; i++) {
            collector.fetch(fetcher, server.origin(), "/");
            collector.await(i);
        }
        assertThat(server.accepted()).as("connections: a connection is back in the pool before its fetch is reported")
                .isEqualTo(1);
    }

    @Test
    @Required("CONNECTION_PER_FETCH opens a connection for each fetch, and closes it.")
    void connectionPerFetchOpensOneForEach() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults().withReuse(ConnectionReuse.CONNECTION_PER_FETCH));
        Collector collector = collector();
        for (int i = 1; i <= 10; i++) {
            collector.fetch(fetcher, server.origin(), "/");
            collector.await(i);
        }
        assertThat(server.accepted()).as("connections for 10 fetches").isEqualTo(10);
        server.awaitAllClosed("after 10 fetches with a connection each");
    }

    @Test
    @Optional("Of several idle connections the one used last is taken first.")
    void theConnectionUsedLastIsTakenFirst() throws InterruptedException {
        List<CountDownLatch> release = List.of(new CountDownLatch(1), new CountDownLatch(1));
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            release.get(peer.index()).await();
            peer.respond("x");
            peer.readRequest();
            peer.respond("again on " + peer.index());
            peer.stayUntilClientCloses();
        });
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        collector.fetch(fetcher, server.origin(), "/");
        collector.fetch(fetcher, server.origin(), "/");
        release.get(1).countDown();
        collector.await(1);
        release.get(0).countDown();
        collector.await(2);
        collector.fetch(fetcher, server.origin(), "/");
        FetchResult third = collector.await(3).get(2);
        assertThat(third.bodyCrc32c()).as("CRC-32C of the body that only the connection used last sends")
                .isEqualTo(FailureContract.crc32c("again on 0"));
    }

    @Test
    @Optional("No more connections than maxIdleConnections are kept idle, over all origins.")
    void noMoreConnectionsAreKeptIdleThanTheLimit() throws InterruptedException {
        FetchOptions options = FetchOptions.defaults().withMaxInFlight(1);
        int origins = options.maxIdleConnections() + 2;
        var tooMany = new CountDownLatch(2);
        Fetcher fetcher = open(options);
        Collector collector = collector();
        for (int i = 0; i < origins; i++) {
            ScriptedServer server = serve(peer -> {
                peer.respondToAll("x");
                tooMany.countDown();
            });
            collector.fetch(fetcher, server.origin(), "/");
            collector.await(i + 1);
        }
        Patience.await(tooMany, "too many connections were left open: close the one that has been idle for longest");
    }

    @Test
    @Required("Origins do not share connections.")
    void originsDoNotShareConnections() {
        ScriptedServer one = serve(peer -> peer.respondToAll("one"));
        ScriptedServer two = serve(peer -> peer.respondToAll("two!!"));
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1));
        Collector collector = collector();
        for (int i = 0; i < 10; i++) {
            collector.fetch(fetcher, (i % 2 == 0 ? one : two).origin(), "/");
        }
        assertThat(collector.await(10)).extracting(FetchResult::bodyBytes).as("lengths of the bodies of two servers")
                .containsExactly(3L, 5L, 3L, 5L, 3L, 5L, 3L,
                        5L, 3L, 5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx",
            "HTTP/1.1 200 OK\r\nConnection: keep-alive\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx",
            "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx",
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nxstale bytes"})
    @Required("A connection is not reused after Connection: close, HTTP/1.0, or bytes beyond the response.")
    void aConnectionThatMayNotBeUsedAgainIsNot(String response) {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send(response);
            peer.stayUntilClientCloses();
        }, peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        collector.fetch(fetcher, server.origin(), "/");
        collector.await(1);
        collector.fetch(fetcher, server.origin(), "/");
        assertThat(collector.await(2)).extracting(FetchResult::outcome).containsExactly(Outcome.OK, Outcome.OK);
        assertThat(server.accepted()).as("connections, the first being of no further use after its response")
                .isEqualTo(2);
    }

    @Test
    @Required("Bytes that arrive on an idle connection are never taken for a response.")
    void bytesThatArriveOnAnIdleConnectionAreNeverTakenForAResponse() throws InterruptedException {
        var sendStale = new CountDownLatch(1);
        var staleSent = new CountDownLatch(1);
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.respond("x");
            sendStale.await();
            peer.send(Peer.response("stale"));
            peer.awaitClientClosing(Duration.ofMillis(200));
            staleSent.countDown();
            peer.stayUntilClientCloses();
        }, peer -> peer.respondToAll("fresh one"));
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        collector.fetch(fetcher, server.origin(), "/");
        collector.await(1);
        sendStale.countDown();
        staleSent.await();
        collector.fetch(fetcher, server.origin(), "/");
        assertThat(collector.await(2).get(1).bodyBytes())
                .as("body length, 5 being the response to no request: look for bytes before reusing a connection")
                .isEqualTo("fresh one".length());
    }
}
