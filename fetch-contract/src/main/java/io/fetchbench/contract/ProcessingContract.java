package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import io.fetchbench.fetch.ProcessingMode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Processing} happens between the last byte of the body and the listener. */
abstract class ProcessingContract extends Concern {
    static final Processing A_LITTLE_WORK = new Processing.CpuWork(1_000);
    private static final Duration A_LITTLE_WAIT = Duration.ofMillis(5);
    private static final Duration BLOCKING = Duration.ofMillis(500);
    private static final Processing BLOCKS_FOR_LONG = new Processing.BlockingCall(Duration.ofMinutes(10));

    @ParameterizedTest
    @EnumSource
    @Required("Processing is done once the body is complete and before the listener is called.")
    void isDoneBeforeTheListenerIsCalled(ProcessingMode mode) {
        ScriptedServer server = serve(peer -> peer.respondToAll("body"));
        Collector collector = collector();
        Fetcher fetcher = open(FetchOptions.defaults().withProcessingMode(mode));
        collector.fetch(fetcher, server.origin(), "/", new Processing.BlockingCall(BLOCKING));
        FetchResult result = collector.awaitOne();
        assertThat(result.outcome()).isEqualTo(Outcome.OK);
        assertThat(result.bodyCrc32c()).isEqualTo(FailureContract.crc32c("body"));
        assertThat(collector.reportedNanos(result.id()) - result.startedNanos())
                .as("nanoseconds from start to listener")
                .isGreaterThanOrEqualTo(BLOCKING.toNanos());
    }

    @ParameterizedTest
    @EnumSource
    @Required("Processing is done for every fetch, on reused connections too.")
    void isDoneForEveryFetch(ProcessingMode mode) {
        ScriptedServer server = serve(peer -> peer.respondToAll("body"));
        Collector collector = collector();
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(4).withProcessingMode(mode));
        for (int i = 0; i < 100; i++) {
            collector.fetch(fetcher, server.origin(), "/", new Processing.BlockingCall(A_LITTLE_WAIT));
        }
        assertThat(collector.await(100)).as("fetches with a little processing each, of which 4 at a time")
                .allMatch(result -> result.outcome() == Outcome.OK)
                .allSatisfy(result -> assertThat(collector.reportedNanos(result.id()) - result.startedNanos())
                        .as("nanoseconds from start to listener: process what comes on a reused connection too")
                        .isGreaterThanOrEqualTo(A_LITTLE_WAIT.toNanos()));
    }

    @Test
    @Required("Handed off and with enough to do, processingThreads blocking calls run at a time.")
    void allProcessingThreadsAreUsed() throws InterruptedException {
        int threads = 2 * FetchOptions.defaults().processingThreads();
        var held = new HeldRequests(threads);
        ScriptedServer server = serve(held::hold);
        Fetcher fetcher = open(FetchOptions.defaults().withProcessingMode(ProcessingMode.HANDED_OFF)
                .withProcessingThreads(threads));
        Collector collector = collector();
        for (int i = 0; i < threads; i++) {
            collector.fetch(fetcher, server.origin(), "/", new Processing.BlockingCall(BLOCKING));
        }
        held.awaitAll();
        long answeringNanos = System.nanoTime();
        held.answer();
        collector.await(threads);
        // One thread fewer, and a call would have to wait for another to end.
        assertThat(System.nanoTime() - answeringNanos)
                .as("nanoseconds for %s blocking calls of %s: give each of as many threads one", threads, BLOCKING)
                .isLessThan(2 * BLOCKING.toNanos());
    }

    @ParameterizedTest
    @EnumSource
    @Required("Processing does not count against the timeout.")
    void doesNotCountAgainstTheTimeout(ProcessingMode mode) {
        ScriptedServer server = serve(peer -> peer.respondToAll("body"));
        Collector collector = collector();
        Fetcher fetcher = open(FetchOptions.defaults().withTimeout(Duration.ofSeconds(1)).withProcessingMode(mode));
        collector.fetch(fetcher, server.origin(), "/", new Processing.BlockingCall(Duration.ofMillis(1_300)));
        assertThat(collector.awaitOne().outcome())
                .as("outcome of a fetch whose body came at once and whose processing takes longer than the timeout")
                .isEqualTo(Outcome.OK);
    }

    static Stream<Arguments> incomplete() {
        return Stream.of(Arguments.of("", Outcome.CONNECTION_LOST),
                Arguments.of("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", Outcome.CONNECTION_LOST),
                Arguments.of("garbage\r\n\r\n", Outcome.MALFORMED_RESPONSE));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    @Required("Nothing is processed without a complete response.")
    void isNotDoneWithoutACompleteResponse(String sent, Outcome outcome) {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send(sent);
        });
        Collector collector = collector();
        collector.fetch(open(FetchOptions.defaults()), server.origin(), "/", BLOCKS_FOR_LONG);
        assertThat(collector.awaitOne().outcome())
                .as("outcome without a complete response: there is nothing to process")
                .isEqualTo(outcome);
    }

    @Test
    @Required("Processing that is handed off holds up no other fetch, and close() interrupts it.")
    void handedOffHoldsUpNoOtherFetchAndEndsWithClose() throws InterruptedException {
        var firstAnswered = new CountDownLatch(1);
        ScriptedServer server = serve(peer -> {
            while (peer.readRequest() != null) {
                peer.respond("x");
                firstAnswered.countDown();
            }
        });
        Fetcher fetcher = open(FetchOptions.defaults().withProcessingMode(ProcessingMode.HANDED_OFF));
        Collector collector = collector();
        collector.fetch(fetcher, server.origin(), "/", BLOCKS_FOR_LONG);
        Patience.await(firstAnswered, "too few fetches were sent: send each that has a place");
        for (int i = 0; i < 10; i++) {
            collector.fetch(fetcher, server.origin(), "/", A_LITTLE_WORK);
        }
        assertThat(collector.await(10, "while one blocks in its processing, for which no other may have to"))
                .as("results while one fetch blocks in its processing")
                .allMatch(result -> result.id() != 0 && result.outcome() == Outcome.OK);
        close(fetcher);
        assertThat(collector.await(11).getFirst().outcome())
                .as("outcome of the fetch whose processing close() interrupted").isEqualTo(Outcome.CANCELLED);
    }
}
