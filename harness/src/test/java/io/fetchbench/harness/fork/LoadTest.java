package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The accounts must notice every way in which a fetcher can be wrong: their own tests are broken fetchers. */
@Timeout(60)
class LoadTest {
    private static final ExpectedResponse EXPECTED = ExpectedResponse.ofSize(83);
    private static final Duration SHORT_WAIT = Duration.ofMillis(200);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        thread.close();
    }

    @Test
    void aBatchIsEachRequestOnceInOrder() throws Exception {
        List<Long> ids = new ArrayList<>();
        Load load = load(100, (request, listener) -> {
            ids.add(request.id());
            listener.onResult(good(request));
        });
        Slice slice = load.run(7, requests(100), 0);
        assertThat(slice.turn()).isEqualTo(7);
        assertThat(slice.accepted()).isEqualTo(100);
        assertThat(slice.outcomes()).isEqualTo(Map.of(Outcome.OK, 100L));
        assertThat(slice.lost() + slice.wrongResponses() + slice.repeatedResults()).isZero();
        assertThat(ids).containsExactlyElementsOf(java.util.stream.LongStream.range(0, 100).boxed().toList());
        assertThat(load.latencyNanos().getTotalCount()).isEqualTo(100);
    }

    @Test
    void aClosedDriveGoesOnUntilItsTimeIsUp() throws Exception {
        Load load = load(4, (request, listener) -> listener.onResult(good(request)));
        Slice slice = load.run(0, requests(16), Duration.ofMillis(50).toNanos());
        assertThat(slice.accepted()).isGreaterThan(16).isEqualTo(slice.ok());
        assertThat(slice.elapsedNanos()).isGreaterThanOrEqualTo(50_000_000L);
        assertThat(slice.cpuNanos()).isPositive();
        assertThat(slice.allocatedBytes()).isPositive();
    }

    @Test
    void aTurnStartsFromZero() throws Exception {
        Load load = load(3, (request, listener) -> listener.onResult(good(request)));
        load.run(0, requests(3), 0);
        assertThat(load.run(1, requests(3), 0).accepted()).isEqualTo(3);
        assertThat(load.latencyNanos().getTotalCount()).isEqualTo(3);
    }

    @Test
    void noticesALostFetch() throws Exception {
        var count = new AtomicInteger();
        Load load = load(5, (request, listener) -> {
            if (count.incrementAndGet() != 3) {
                listener.onResult(good(request));
            }
        });
        assertThat(load.run(0, requests(5), 0).lost()).isEqualTo(1);
    }

    @Test
    void noticesARepeatedResult() throws Exception {
        Load load = load(5, (request, listener) -> {
            listener.onResult(good(request));
            if (request.id() == 2) {
                listener.onResult(good(request));
            }
        });
        Slice slice = load.run(0, requests(5), 0);
        thread.submit(() -> {}).get();
        assertThat(slice.repeatedResults()).isEqualTo(1);
        assertThat(slice.ok()).isEqualTo(5);
    }

    @Test
    void noticesEachWrongResponse() throws Exception {
        Load load = load(5, (request, listener) -> listener.onResult(switch ((int) request.id()) {
            case 0 -> FetchResult.ok(0, 200, 83, EXPECTED.bodyCrc32c() + 1, System.nanoTime());
            case 1 -> FetchResult.ok(1, 200, 82, EXPECTED.bodyCrc32c(), System.nanoTime());
            case 2 -> FetchResult.ok(2, 503, 83, EXPECTED.bodyCrc32c(), System.nanoTime());
            case 3 -> FetchResult.ok(3, 200, 83, EXPECTED.bodyCrc32c(), System.nanoTime() + 1_000_000_000_000L);
            default -> good(request);
        }));
        Slice slice = load.run(0, requests(5), 0);
        assertThat(slice.wrongResponses()).isEqualTo(4);
        assertThat(load.latencyNanos().getTotalCount()).as("only good fetches have a latency").isEqualTo(1);
    }

    @Test
    void countsOutcomesByKind() throws Exception {
        Load load = load(4, (request, listener) -> listener.onResult(request.id() % 2 == 0
                ? FetchResult.failed(request.id(), Outcome.TIMED_OUT, System.nanoTime(), null)
                : good(request)));
        assertThat(load.run(0, requests(4), 0).outcomes()).isEqualTo(Map.of(Outcome.OK, 2L, Outcome.TIMED_OUT, 2L));
    }

    @Test
    void passesOnWhatAFetcherThrows() {
        Load load = new Load(new FakeFetcher((_, _) -> {}) {
            @Override
            public FetchHandle fetch(FetchRequest request, FetchListener listener) {
                throw new IllegalStateException("closed");
            }
        }, 2, EXPECTED, SHORT_WAIT);
        assertThatThrownBy(() -> load.run(0, requests(2), 0)).isInstanceOf(IllegalStateException.class)
                .hasMessage("closed");
    }

    private Load load(int callers, BiConsumer<FetchRequest, FetchListener> answer) {
        return new Load(new FakeFetcher(answer), callers, EXPECTED, SHORT_WAIT);
    }

    private static FetchResult good(FetchRequest request) {
        return FetchResult.ok(request.id(), 200, 83, EXPECTED.bodyCrc32c(), System.nanoTime());
    }

    private static FetchRequest[] requests(int count) {
        var requests = new FetchRequest[count];
        for (int i = 0; i < count; i++) {
            requests[i] = new FetchRequest(i, new Origin("localhost", 1), "/bytes/83");
        }
        return requests;
    }

    private class FakeFetcher implements Fetcher {
        private final BiConsumer<FetchRequest, FetchListener> answer;

        FakeFetcher(BiConsumer<FetchRequest, FetchListener> answer) {
            this.answer = answer;
        }

        @Override
        public FetchHandle fetch(FetchRequest request, FetchListener listener) {
            thread.execute(() -> answer.accept(request, listener));
            return () -> {};
        }

        @Override
        public void close() {}
    }
}
