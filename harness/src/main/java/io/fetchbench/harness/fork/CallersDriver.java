package io.fetchbench.harness.fork;

import io.fetchbench.fetch.Fetcher;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.suite.Drive;
import java.time.Duration;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/** Batches, and callers that start their next fetch when one ends. */
final class CallersDriver implements Driver {
    /** A batch that takes no longer is run once in full before it is measured, so that every connection is open. */
    private static final Duration LONGEST_REHEARSAL = Duration.ofMillis(500);

    private final CellPlan plan;
    private final Fetcher fetcher;
    private final Callers callers;
    private final Work work;
    private final Work warmUpWork;
    private final boolean batch;
    private final boolean rehearsed;

    CallersDriver(CellPlan plan, Fetcher fetcher, Meter meter) {
        this.plan = plan;
        this.fetcher = fetcher;
        batch = plan.workload().drive() == Drive.BATCH;
        int count = batch ? plan.workload().fetches() : plan.workload().inFlight();
        callers = new Callers(fetcher, count, meter, plan.longestWait());
        work = plan.work();
        warmUpWork = plan.warmUpWork();
        rehearsed = batch && plan.workload().shortestSlice().compareTo(LONGEST_REHEARSAL) <= 0;
    }

    @Override
    public Slice warmUpStep() throws InterruptedException {
        return callers.run(0, warmUpWork, batch ? 0 : WarmUpLoop.SLICE.toNanos());
    }

    @Override
    public void rehearse() throws InterruptedException {
        if (rehearsed) {
            callers.run(0, work, 0);
        }
    }

    @Override
    public Slice run(int turn) throws InterruptedException {
        return callers.run(turn, batch ? work : work.ofTurn(turn, plan.workload().slices()), plan.sliceNanos());
    }

    @Override
    public Histogram latencyNanos() {
        return callers.latencyNanos();
    }

    /** Every fetch of a batch is meant to start with it. */
    @Override
    public Optional<Histogram> intendedNanos() {
        return batch ? Optional.of(callers.handedOverNanos()) : Optional.empty();
    }

    @Override
    public void close() {
        fetcher.close();
    }
}
