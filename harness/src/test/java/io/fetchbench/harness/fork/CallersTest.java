package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.draw.DelayDistribution;
import io.fetchbench.harness.draw.FetchPlan;
import io.fetchbench.harness.draw.Schedule;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.suite.WorkloadSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The accounts must notice every way in which a fetcher can be wrong: their own tests are broken fetchers. */
@Timeout(60)
class CallersTest {
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
        Callers callers = callers(100, (request, listener) -> {
            ids.add(request.id());
            listener.onResult(good(request));
        });
        Slice slice = callers.run(7, work(100), 0);
        assertThat(slice.turn()).isEqualTo(7);
        assertThat(slice.accepted()).isEqualTo(100);
        assertThat(slice.outcomes()).isEqualTo(Map.of(Outcome.OK, 100L));
        assertThat(slice.lost() + slice.wrongResponses() + slice.repeatedResults()).isZero();
        assertThat(ids).containsExactlyElementsOf(java.util.stream.LongStream.range(0, 100).boxed().toList());
        assertThat(callers.latencyNanos().getTotalCount()).isEqualTo(100);
        assertThat(slice.callerNanos()).isNull();
    }

    @Test
    void inABatchLatencyIsAlsoTakenFromItsBeginning() throws Exception {
        // Says that each fetch started only when it ended, as a style may that lets it wait.
        Callers callers = callers(100, (request, listener) -> {
            Thread.onSpinWait();
            listener.onResult(good(request));
        });
        Slice slice = callers.run(0, work(100), 0);
        assertThat(callers.handedOverNanos().getTotalCount()).isEqualTo(100);
        assertThat(callers.handedOverNanos().getMaxValue()).isGreaterThan(callers.latencyNanos().getMaxValue())
                .isLessThanOrEqualTo(callers.handedOverNanos().highestEquivalentValue(slice.elapsedNanos()));
    }

    @Test
    void theTimeOfCallersEndsWithTheirOwnLastFetch() throws Exception {
        CountDownLatch others = new CountDownLatch(3);
        Callers callers = callers(4, (request, listener) -> {
            if (request.id() == 0) {
                Thread.ofVirtual().start(() -> {
                    awaitUninterruptibly(others);
                    listener.onResult(good(request));
                });
            } else {
                listener.onResult(good(request));
                others.countDown();
            }
        });
        Slice slice = callers.run(0, work(4), 1);
        assertThat(slice.callerNanos()).isPositive().isLessThan(slice.elapsedNanos());
    }

    /** Little's law: whoever has a fetch out all the time has latencies that add up to that time, whatever the style says. */
    @Test
    void latenciesOfCallersThatGoOnHaveTheirWholeWaitInThem() throws Exception {
        Callers callers = callers(16, (request, listener) -> listener.onResult(good(request)));
        Slice slice = callers.run(0, work(16), Duration.ofMillis(100).toNanos());
        double waited = callers.latencyNanos().getMean() * callers.latencyNanos().getTotalCount();
        assertThat(waited / (16.0 * slice.callerNanos())).isCloseTo(1, within(0.1));
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aClosedDriveGoesOnUntilItsTimeIsUp() throws Exception {
        Callers callers = callers(4, (request, listener) -> listener.onResult(good(request)));
        Slice slice = callers.run(0, work(16), Duration.ofMillis(50).toNanos());
        assertThat(slice.accepted()).isGreaterThan(16).isEqualTo(slice.ok());
        assertThat(slice.elapsedNanos()).isGreaterThanOrEqualTo(50_000_000L);
        assertThat(slice.cpuNanos()).isPositive();
        assertThat(slice.allocatedBytes()).isPositive();
    }

    @Test
    void turnsTooShortForAllFetchesMakeDifferentOnes() throws Exception {
        List<Long> ids = new ArrayList<>();
        Callers callers = callers(4, (request, listener) -> {
            ids.add(request.id());
            listener.onResult(good(request));
        });
        for (int turn = 0; turn < 5; turn++) {
            assertThat(callers.run(turn, work(18).ofTurn(turn, 5), 0).outcomes()).isEqualTo(Map.of(Outcome.OK, 4L));
        }
        assertThat(ids).containsAll(java.util.stream.LongStream.range(0, 18).boxed().toList());
    }

    @Test
    void eachTurnOfAClosedDriveBeginsElsewhere() throws Exception {
        Workload closed = new WorkloadSpec("w", Drive.CLOSED, null, List.of(1), null, null, null, null, null, null,
                null,
                null, null, null, 4, Duration.ofMillis(10), null, null, null).resolve(1).getFirst();
        List<Long> ids = new ArrayList<>();
        var fetcher = new FakeFetcher((request, listener) -> {
            ids.add(request.id());
            listener.onResult(good(request));
        });
        List<Long> firsts = new ArrayList<>();
        try (Driver driver = Driver.of(new CellPlan("fake", closed, new Origin("localhost", 1), null), () -> fetcher,
                new Meter())) {
            for (int turn = 0; turn < 4; turn++) {
                ids.clear();
                driver.run(turn);
                firsts.add(ids.getFirst());
            }
        }
        assertThat(firsts).containsExactly(0L, 1024L, 2048L, 3072L);
    }

    @Test
    void aTurnStartsFromZero() throws Exception {
        Callers callers = callers(3, (request, listener) -> listener.onResult(good(request)));
        callers.run(0, work(3), 0);
        assertThat(callers.run(1, work(3), 0).accepted()).isEqualTo(3);
        assertThat(callers.latencyNanos().getTotalCount()).isEqualTo(3);
    }

    @Test
    void noticesALostFetch() throws Exception {
        var count = new AtomicInteger();
        Callers callers = callers(5, (request, listener) -> {
            if (count.incrementAndGet() != 3) {
                listener.onResult(good(request));
            }
        });
        assertThat(callers.run(0, work(5), 0).lost()).isEqualTo(1);
    }

    @Test
    void noticesARepeatedResult() throws Exception {
        Callers callers = callers(5, (request, listener) -> {
            listener.onResult(good(request));
            if (request.id() == 2) {
                listener.onResult(good(request));
            }
        });
        Slice slice = callers.run(0, work(5), 0);
        thread.submit(() -> {}).get();
        assertThat(slice.repeatedResults()).isEqualTo(1);
        assertThat(slice.ok()).isEqualTo(5);
    }

    @Test
    void noticesEachWrongResponse() throws Exception {
        Callers callers = callers(5, (request, listener) -> listener.onResult(switch ((int) request.id()) {
            case 0 -> FetchResult.ok(0, 200, 83, EXPECTED.bodyCrc32c() + 1, System.nanoTime());
            case 1 -> FetchResult.ok(1, 200, 82, EXPECTED.bodyCrc32c(), System.nanoTime());
            case 2 -> FetchResult.ok(2, 503, 83, EXPECTED.bodyCrc32c(), System.nanoTime());
            case 3 -> FetchResult.ok(3, 200, 83, EXPECTED.bodyCrc32c(), System.nanoTime() + 1_000_000_000_000L);
            default -> good(request);
        }));
        Slice slice = callers.run(0, work(5), 0);
        assertThat(slice.wrongResponses()).isEqualTo(4);
        assertThat(callers.latencyNanos().getTotalCount()).as("only good fetches have a latency").isEqualTo(1);
    }

    @Test
    void noticesAResultUnderAnotherFetchsId() throws Exception {
        Callers callers = callers(2, (request, listener) -> listener
                .onResult(FetchResult.ok(1 - request.id(), 200, 83, EXPECTED.bodyCrc32c(), System.nanoTime())));
        assertThat(callers.run(0, work(2), 0).wrongResponses()).isEqualTo(2);
    }

    @Test
    void comparesEachEndWithWhatWasScheduled() throws Exception {
        Work work = work(3);
        work.expected()[0] = EXPECTED.as(Outcome.TIMED_OUT, 200);
        work.expected()[1] = EXPECTED.as(Outcome.OK, 503);
        Callers callers = callers(3, (request, listener) -> listener.onResult(switch ((int) request.id()) {
            case 1 -> FetchResult.ok(1, 503, 83, EXPECTED.bodyCrc32c(), System.nanoTime());
            default -> good(request);
        }));
        Slice slice = callers.run(0, work, 0);
        assertThat(slice.otherThanScheduled()).as("fetch 0 had to time out").isEqualTo(1);
        assertThat(slice.wrongResponses()).as("fetch 1 had to be a 503").isZero();
    }

    @Test
    void countsOutcomesByKind() throws Exception {
        Callers callers = callers(4, (request, listener) -> listener.onResult(request.id() % 2 == 0
                ? FetchResult.failed(request.id(), Outcome.TIMED_OUT, System.nanoTime(), null)
                : good(request)));
        assertThat(callers.run(0, work(4), 0).outcomes()).isEqualTo(Map.of(Outcome.OK, 2L, Outcome.TIMED_OUT, 2L));
    }

    @Test
    void passesOnWhatAFetcherThrows() {
        Callers callers = new Callers(new FakeFetcher((_, _) -> {}) {
            @Override
            public FetchHandle fetch(FetchRequest request, FetchListener listener) {
                throw new IllegalStateException("closed");
            }
        }, 2, new Meter(), SHORT_WAIT);
        assertThatThrownBy(() -> callers.run(0, work(2), 0)).isInstanceOf(IllegalStateException.class)
                .hasMessage("closed");
    }

    private Callers callers(int count, BiConsumer<FetchRequest, FetchListener> answer) {
        return new Callers(new FakeFetcher(answer), count, new Meter(), SHORT_WAIT);
    }

    private static FetchResult good(FetchRequest request) {
        return FetchResult.ok(request.id(), 200, 83, EXPECTED.bodyCrc32c(), System.nanoTime());
    }

    private static Work work(int count) {
        var requests = new FetchRequest[count];
        var expected = new ExpectedResponse[count];
        for (int i = 0; i < count; i++) {
            requests[i] = new FetchRequest(i, new Origin("localhost", 1), "/bytes/83");
            expected[i] = EXPECTED;
        }
        return new Work(new Schedule(FetchPlan.draw(count, DelayDistribution.NONE, Map.of(), 1)), requests, expected);
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
