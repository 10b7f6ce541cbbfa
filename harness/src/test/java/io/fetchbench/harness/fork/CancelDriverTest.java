package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.draw.DelayDistribution;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.suite.WorkloadSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A driver that measures how things are given back must notice those that are not. */
@Timeout(60)
class CancelDriverTest {
    private static final Workload BATCH_OF_TEN = new WorkloadSpec("w", Drive.CANCEL, List.of(10), null, null, null,
            List.of(DelayDistribution.parse("20ms")), null, null, null, null, null, null, null, null, null, null, null,
            null)
            .resolve(1).getFirst();
    private static final CellPlan PLAN = new CellPlan("s", BATCH_OF_TEN, new Origin("localhost", 1), null);

    @Test
    void countsEveryCancelledFetch() throws Exception {
        Slice slice = new CancelDriver(PLAN, Cancellable::new, new Meter()).run(0);
        assertThat(slice.outcomes()).isEqualTo(Map.of(Outcome.CANCELLED, 10L));
        assertThat(slice.otherThanScheduled() + slice.lost()).isZero();
        assertThat(slice.release().threadsLeft()).isZero();
        assertThat(slice.release().descriptorsLeft()).isZero();
        assertThat(slice.release().freedNanos()).isGreaterThanOrEqualTo(slice.release().endedNanos());
    }

    @Test
    void noticesAThreadAndASocketThatAreLeft() throws Exception {
        var stop = new CountDownLatch(1);
        try (var socket = new ServerSocket()) {
            Slice slice = new CancelDriver(PLAN, () -> new Cancellable() {
                @Override
                public void close() {
                    Thread.ofPlatform().start(() -> await(stop));
                    bind(socket);
                }
            }, new Meter()).run(0);
            assertThat(slice.release().threadsLeft()).isEqualTo(1);
            assertThat(slice.release().descriptorsLeft()).isPositive();
        } finally {
            stop.countDown();
        }
    }

    @Test
    void theCarriersOfVirtualThreadsAreTheJvms() throws Exception {
        Slice slice = new CancelDriver(PLAN, () -> new Cancellable() {
            @Override
            public void close() {
                for (int i = 0; i < 100; i++) {
                    Thread.startVirtualThread(() -> LockSupport.parkNanos(1));
                }
            }
        }, new Meter()).run(0);
        assertThat(slice.release().threadsLeft()).isZero();
    }

    @Test
    void aFetchThatIsNeitherDoneNorCancelledEndedOtherwise() throws Exception {
        Slice slice = new CancelDriver(PLAN, () -> new Cancellable() {
            @Override
            Outcome outcome(FetchRequest request) {
                return request.id() == 3 ? Outcome.FAILED : Outcome.CANCELLED;
            }
        }, new Meter()).run(0);
        assertThat(slice.otherThanScheduled()).isEqualTo(1);
    }

    private static void await(CountDownLatch stop) {
        try {
            stop.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void bind(ServerSocket socket) {
        try {
            socket.bind(null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a fetch when it is cancelled, and never otherwise. */
    private static class Cancellable implements Fetcher {
        @Override
        public FetchHandle fetch(FetchRequest request, FetchListener listener) {
            return () -> listener.onResult(FetchResult.failed(request.id(), outcome(request), System.nanoTime(), null));
        }

        Outcome outcome(FetchRequest request) {
            return Outcome.CANCELLED;
        }

        @Override
        public void close() {}
    }
}
