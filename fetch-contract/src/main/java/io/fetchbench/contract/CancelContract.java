package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import io.fetchbench.fetch.ProcessingMode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** {@link FetchHandle#cancel()} at every stage of a fetch. */
abstract class CancelContract extends Concern {
    @Test
    @Required("A fetch in flight ends as CANCELLED, and its connection is closed.")
    void aFetchInFlightEndsAndItsConnectionIsClosed() throws InterruptedException {
        var received = new CountDownLatch(1);
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            received.countDown();
            peer.stayUntilClientCloses();
        });
        Collector collector = collector();
        FetchHandle handle = collector.fetch(open(FetchOptions.defaults()), server.origin(), "/");
        Patience.await(received, "the server got too few requests: send each fetch that has a place");
        handle.cancel();
        assertThat(collector.awaitOne().outcome()).isEqualTo(Outcome.CANCELLED);
        server.awaitAllClosed("after cancelling the fetch in flight");
    }

    @Test
    @Required("A fetch in the middle of its body ends as CANCELLED, and its connection is closed.")
    void aFetchInTheMiddleOfItsBodyEndsAndItsConnectionIsClosed() throws InterruptedException {
        var sent = new CountDownLatch(1);
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
            sent.countDown();
            peer.stayUntilClientCloses();
        });
        Collector collector = collector();
        FetchHandle handle = collector.fetch(open(FetchOptions.defaults()), server.origin(), "/");
        Patience.await(sent, "the server got too few requests: send each fetch that has a place");
        handle.cancel();
        assertThat(collector.awaitOne().outcome()).isEqualTo(Outcome.CANCELLED);
        server.awaitAllClosed("after cancelling a fetch in the middle of its body");
    }

    @Test
    @Required("A fetch whose connection is not open yet ends as CANCELLED.")
    void aFetchWhoseConnectionIsNotOpenYetEnds() throws IOException {
        try (var server = new FullServer()) {
            Collector collector = collector();
            Fetcher fetcher = open(FetchOptions.defaults());
            collector.fetch(fetcher, server.origin(), "/").cancel();
            assertThat(collector.awaitOne().outcome()).isEqualTo(Outcome.CANCELLED);
            close(fetcher);
        }
    }

    @Test
    @Required("A waiting fetch ends at once as CANCELLED, is never sent, and neither keeps nor frees a place.")
    void aWaitingFetchEndsAtOnceAndIsNeverSent() throws InterruptedException {
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
        collector.fetch(fetcher, server.origin(), "/first");
        FetchHandle waiting = collector.fetch(fetcher, server.origin(), "/waiting");
        collector.fetch(fetcher, server.origin(), "/third");
        Patience.await(received, "the server got too few requests: send each fetch that has a place");
        waiting.cancel();
        assertThat(collector.await(1)).as("results while the fetch in flight still is").singleElement()
                .satisfies(result -> assertThat(result.id()).isEqualTo(1))
                .satisfies(result -> assertThat(result.outcome()).isEqualTo(Outcome.CANCELLED));
        release.countDown();
        assertThat(collector.await(3)).extracting(FetchResult::outcome)
                .as("the cancelled one must not keep a place")
                .containsExactly(Outcome.OK, Outcome.CANCELLED, Outcome.OK);
        assertThat(server.requests()).noneMatch(head -> head.startsWith("GET /waiting"));
        assertPlaces(1, fetcher, collector);
    }

    @Test
    @Required("A fetch that has ended keeps its outcome, the next on its connection is not struck, and no place is "
            + "freed again.")
    void aFetchThatHasEndedKeepsItsOutcome() throws InterruptedException {
        var received = new CountDownLatch(2);
        var cancelled = new CountDownLatch(1);
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            received.countDown();
            peer.respond("x");
            peer.readRequest();
            received.countDown();
            cancelled.await();
            peer.respond("x");
            peer.stayUntilClientCloses();
        });
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1));
        Collector collector = collector();
        FetchHandle handle = collector.fetch(fetcher, server.origin(), "/");
        assertThat(collector.awaitOne().outcome()).isEqualTo(Outcome.OK);
        handle.cancel();
        collector.fetch(fetcher, server.origin(), "/");
        Patience.await(received, "the second fetch was not sent on the connection of the first");
        handle.cancel();
        cancelled.countDown();
        assertThat(collector.await(2)).extracting(FetchResult::outcome)
                .as("a late cancel() must not strike the next fetch on the same connection")
                .containsExactly(Outcome.OK, Outcome.OK);
        assertThat(server.accepted()).as("connections: a late cancel() must not strike the next fetch's").isEqualTo(1);
        assertPlaces(1, fetcher, collector);
    }

    @Test
    @Required("A listener may cancel other fetches.")
    void mayBeCalledFromTheListener() {
        ScriptedServer server = serve(peer -> {
            String head = peer.readRequest();
            if (head != null && head.startsWith("GET /good")) {
                peer.respond("x");
            }
            peer.stayUntilClientCloses();
        });
        var silent = new AtomicReference<FetchHandle>();
        Collector collector = collector(_ -> silent.get().cancel());
        Fetcher fetcher = open(FetchOptions.defaults());
        silent.set(collector.fetch(fetcher, server.origin(), "/silent"));
        collector.fetch(fetcher, server.origin(), "/good");
        assertThat(collector.await(2)).extracting(FetchResult::outcome)
                .as("outcomes of a fetch cancelled by the listener of another, and of that other")
                .containsExactly(Outcome.CANCELLED, Outcome.OK);
    }

    @Test
    @Required("Cancelling frees the place of the fetch, and frees it once.")
    void freesThePlaceOfTheFetch() throws InterruptedException {
        var received = new CountDownLatch(1);
        ScriptedServer silent = serve(peer -> {
            peer.readRequest();
            received.countDown();
            peer.stayUntilClientCloses();
        });
        ScriptedServer good = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1));
        Collector collector = collector();
        FetchHandle handle = collector.fetch(fetcher, silent.origin(), "/");
        collector.fetch(fetcher, good.origin(), "/");
        Patience.await(received, "the server got too few requests: send each fetch that has a place");
        handle.cancel();
        assertThat(collector.await(2)).extracting(FetchResult::outcome)
                .as("outcomes when the first of two is cancelled and there is one place")
                .containsExactly(Outcome.CANCELLED, Outcome.OK);
        assertPlaces(1, fetcher, collector);
    }

    @Test
    @Optional("Cancelling a fetch that is being processed, handed off, ends it at once.")
    void endsAFetchWhoseProcessingIsHandedOff() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults().withProcessingMode(ProcessingMode.HANDED_OFF));
        Collector collector = collector();
        Processing endless = new Processing.BlockingCall(Duration.ofMinutes(10));
        FetchHandle handle = collector.fetch(fetcher, server.origin(), "/", endless);
        int later = 50; // by the time that so many have come and gone one after the other, the first is being processed
        for (int i = 1; i <= later; i++) {
            collector.fetch(fetcher, server.origin(), "/");
            collector.await(i);
        }
        handle.cancel();
        assertThat(collector.await(later + 1).getFirst().outcome())
                .as("outcome of a fetch that is cancelled in its processing").isEqualTo(Outcome.CANCELLED);
    }
}
