package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.mockserver.MockServer;
import io.fetchbench.mockserver.MockServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fetch brings the right bytes, and is accounted for, whatever the load. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DeliveryContract extends Concern {
    private static final int[] SIZES = {0, 1, 83, 1_000, 8_191, 65_536, 1 << 20, 2, 83, 83};
    private static final int ROUNDS = 3;

    private MockServer server;

    @BeforeAll
    final void startServer() throws Exception {
        server = MockServer.start(MockServerOptions.defaults());
    }

    @AfterAll
    final void stopServer() throws Exception {
        server.close();
    }

    private Origin origin() {
        return new Origin(server.host(), server.port());
    }

    static Stream<Arguments> deliveries() {
        return Stream.of("length", "chunked", "close")
                .flatMap(framing -> Stream.of(ConnectionReuse.values())
                        .flatMap(reuse -> Stream.of(1, 2).map(threads -> Arguments.of(framing, reuse, threads))));
    }

    @ParameterizedTest(name = "framing={0} {1} ioThreads={2}")
    @MethodSource("deliveries")
    void everyFetchBringsTheRightBytes(String framing, ConnectionReuse reuse, int ioThreads) {
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(8).withReuse(reuse).withIoThreads(ioThreads));
        Collector collector = collector();
        int count = ROUNDS * SIZES.length;
        for (int i = 0; i < count; i++) {
            collector.fetch(fetcher, origin(), "/bytes/" + SIZES[i % SIZES.length] + "?framing=" + framing);
        }
        assertThat(collector.await(count)).allSatisfy(result -> {
            int size = SIZES[(int) (result.id() % SIZES.length)];
            assertThat(result.outcome()).as("outcome of %s", result).isEqualTo(Outcome.OK);
            assertThat(result.status()).isEqualTo(200);
            assertThat(result.bodyBytes()).as("body length without framing").isEqualTo(size);
            assertThat(result.bodyCrc32c()).as("CRC-32C of a body of %s bytes", size).isEqualTo(crc32cOfBody(size));
            assertThat(result.cause()).isNull();
        });
    }

    private static int crc32cOfBody(int size) {
        var body = new byte[size];
        for (int i = 0; i < size; i++) {
            body[i] = (byte) (32 + i % 95);
        }
        var crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }

    @Test
    void anErrorStatusIsACompleteResponse() {
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        collector.fetch(fetcher, origin(), "/bytes/9?status=503");
        FetchResult result = collector.awaitOne();
        assertThat(result.outcome()).as("the status is the caller's business").isEqualTo(Outcome.OK);
        assertThat(result.status()).isEqualTo(503);
        assertThat(result.bodyBytes()).as("the body of an error is read to its end").isEqualTo(9);
    }

    @Test
    void delayedResponsesOverlap() {
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(32));
        Collector collector = collector();
        long begin = System.nanoTime();
        for (int i = 0; i < 32; i++) {
            collector.fetch(fetcher, origin(), "/bytes/1?delay=250ms");
        }
        assertThat(collector.await(32)).allMatch(result -> result.outcome() == Outcome.OK);
        assertThat(System.nanoTime() - begin).as("32 fetches of 250 ms with 32 in flight, against one after another")
                .isLessThan(32 * 250_000_000L / 4);
    }

    @Test
    void fetchesFromManyThreadsAreAllAccountedForWhileSomeAreCancelled() throws InterruptedException {
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(16));
        Collector collector = collector();
        int threads = 4;
        int perThread = 500;
        var failures = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            callers.add(Thread.ofPlatform().uncaughtExceptionHandler((_, _) -> failures.incrementAndGet())
                    .start(() -> fetchAndCancelEveryThird(fetcher, collector, perThread)));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(failures).as("callers whose fetch() or cancel() threw").hasValue(0);
        List<FetchResult> results = collector.await(threads * perThread);
        assertThat(results).hasSize(threads * perThread)
                .allMatch(result -> result.outcome() == Outcome.OK || result.outcome() == Outcome.CANCELLED);
        assertThat(results).filteredOn(result -> result.outcome() == Outcome.CANCELLED)
                .hasSizeLessThanOrEqualTo(threads * (perThread + 2) / 3);
    }

    private void fetchAndCancelEveryThird(Fetcher fetcher, Collector collector, int count) {
        for (int i = 0; i < count; i++) {
            FetchHandle handle = collector.fetch(fetcher, origin(), "/bytes/" + i);
            if (i % 3 == 0) {
                handle.cancel();
            }
        }
    }
}
