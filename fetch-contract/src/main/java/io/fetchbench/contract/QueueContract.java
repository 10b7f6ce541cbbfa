package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The waiting queue: its order, and when a fetch counts as started. */
abstract class QueueContract extends Concern {
    @Test
    @Required("Waiting fetches leave the queue in the order in which they were accepted.")
    void isLeftInTheOrderOfAcceptance() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1));
        Collector collector = collector();
        for (int i = 0; i < 100; i++) {
            collector.fetch(fetcher, server.origin(), "/" + i + "/");
        }
        List<FetchResult> results = collector.await(100);
        assertThat(server.requests()).extracting(head -> head.split(" ")[1])
                .as("targets in the order of their arrival with one place: start what waited longest")
                .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "/" + i + "/").toList());
        assertThat(results).as("results by id").isSortedAccordingTo(
                Comparator.comparingLong(FetchResult::startedNanos));
    }

    @Test
    @Required("startedNanos is when a fetch left the queue.")
    void startedNanosIsWhenAFetchLeftIt() throws InterruptedException {
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
        Patience.await(received, "the server got too few requests: send each fetch that has a place");
        long releasing = System.nanoTime();
        release.countDown();
        List<FetchResult> results = collector.await(2);
        assertThat(results.get(0).startedNanos()).as("startedNanos of a fetch that found a place")
                .isBetween(accepting, releasing);
        assertThat(results.get(1).startedNanos()).as("startedNanos of a fetch that had to wait for the first to end")
                .isBetween(releasing, System.nanoTime());
    }
}
