package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@link FetchOptions#timeout()} is over the whole of a fetch, and only while it is in flight. */
abstract class TimeoutContract extends Concern {
    static final Duration SHORT = Duration.ofMillis(300);
    /** Generous, as a style may look at its timeouts now and then and the machine be busy. */
    private static final Duration LATEST = SHORT.multipliedBy(10);

    private void assertTimesOut(Script silence) {
        ScriptedServer server = serve(silence);
        assertTimesOut(server.origin());
        server.awaitAllClosed("after a timeout");
    }

    private void assertTimesOut(Origin silent) {
        Collector collector = collector();
        FetchOptions options = FetchOptions.defaults().withTimeout(SHORT).withMaxBodyBytes(Long.MAX_VALUE);
        collector.fetch(open(options), silent, "/");
        FetchResult result = collector.awaitOne();
        assertThat(result.outcome()).as("outcome of %s", result).isEqualTo(Outcome.TIMED_OUT);
        assertThat(collector.reportedNanos(result.id()) - result.startedNanos())
                .as("nanoseconds from start, which is before connecting, to TIMED_OUT, with a timeout of %s", SHORT)
                .isBetween(SHORT.toNanos(), LATEST.toNanos());
    }

    @Test
    @Required("The timeout covers the wait for the first byte of the response.")
    void coversTheFirstByte() {
        assertTimesOut(Peer::stayUntilClientCloses);
    }

    @Test
    @Required("The timeout covers the header of the response.")
    void coversTheHeader() {
        assertTimesOut(peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-");
            peer.stayUntilClientCloses();
        });
    }

    @Test
    @Required("The timeout covers the body of the response.")
    void coversTheBody() {
        assertTimesOut(peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
            peer.stayUntilClientCloses();
        });
    }

    @Test
    @Required("The timeout is over the whole of a fetch: bytes that drip in do not prolong it.")
    void isNotProlongedByABodyThatDrips() {
        assertTimesOut(peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\n\r\n");
            while (true) {
                peer.send("x");
                Thread.sleep(10);
            }
        });
    }

    @Test
    @Required("The timeout is over the whole of a fetch: bytes that come faster than they are read do not put it off.")
    void isNotPutOffByABodyThatFloods() {
        // Chunks of one byte cost whoever reads them more than whoever sends them: there is always more to read.
        String flood = "1\r\nx\r\n".repeat(1 << 16);
        assertTimesOut(peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (true) {
                peer.send(flood);
            }
        });
    }

    @Test
    @Required("The timeout is over the whole of a fetch: a retry does not start it again.")
    void isNotProlongedByTheRetry() {
        Script late = peer -> {
            peer.readRequest();
            Thread.sleep(600);
            peer.respond("x");
            peer.stayUntilClientCloses();
        };
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.respond("x");
            peer.readRequest();
            Thread.sleep(600);
        }, late);
        Fetcher fetcher = open(FetchOptions.defaults().withTimeout(Duration.ofSeconds(1)));
        Collector collector = collector();
        collector.fetch(fetcher, server.origin(), "/");
        collector.await(1);
        collector.fetch(fetcher, server.origin(), "/");
        assertThat(collector.await(2).get(1).outcome()).as("outcome with a timeout of 1 s when the reused connection "
                + "closes after 600 ms and the fresh one takes as long: one deadline for both")
                .isEqualTo(Outcome.TIMED_OUT);
    }

    @Test
    @Required("The timeout covers connecting.")
    void coversConnecting() throws IOException {
        try (var server = new FullServer()) {
            assertTimesOut(server.origin());
        }
    }

    @Test
    @Required("The timeout does not run while a fetch waits in the queue.")
    void doesNotRunWhileAFetchWaits() {
        ScriptedServer server = serve(peer -> {
            while (peer.readRequest() != null) {
                Thread.sleep(250);
                peer.respond("x");
            }
        });
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1).withTimeout(Duration.ofSeconds(1)));
        Collector collector = collector();
        for (int i = 0; i < 6; i++) {
            collector.fetch(fetcher, server.origin(), "/");
        }
        assertThat(collector.await(6)).extracting(FetchResult::outcome)
                .as("outcomes of 6 fetches of 250 ms, one at a time, with a timeout of 1 s from leaving the queue")
                .containsOnly(Outcome.OK);
    }

    @Test
    @Required("The timeout strikes only the fetches that are late.")
    void strikesOnlyTheFetchesThatAreLate() {
        ScriptedServer silent = serve(Peer::stayUntilClientCloses);
        ScriptedServer good = serve(peer -> {
            while (peer.readRequest() != null) {
                Thread.sleep(600);
                peer.respond("x");
            }
        });
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(3).withTimeout(Duration.ofSeconds(1)));
        Collector collector = collector();
        collector.fetch(fetcher, silent.origin(), "/");
        for (int i = 0; i < 4; i++) {
            collector.fetch(fetcher, good.origin(), "/");
        }
        assertThat(collector.await(5)).extracting(FetchResult::outcome)
                .as("outcomes of fetches of 600 ms while another times out after 1 s, which concerns none of them")
                .containsExactly(Outcome.TIMED_OUT, Outcome.OK, Outcome.OK, Outcome.OK, Outcome.OK);
    }

    @Test
    @Required("The timeout of a fetch that has ended strikes no later one on the same connection.")
    void doesNotStrikeTheNextFetchOnTheSameConnection() {
        ScriptedServer server = serve(peer -> {
            while (peer.readRequest() != null) {
                Thread.sleep(300);
                peer.respond("x");
            }
        });
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1).withTimeout(Duration.ofSeconds(1)));
        Collector collector = collector();
        for (int i = 1; i <= 5; i++) {
            collector.fetch(fetcher, server.origin(), "/");
            collector.await(i);
        }
        assertThat(collector.await(5))
                .as("outcomes of 5 fetches of 300 ms in a row with a timeout of 1 s: a timer must "
                        + "die with its fetch")
                .extracting(FetchResult::outcome).containsOnly(Outcome.OK);
    }
}
