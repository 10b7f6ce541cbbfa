package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.harness.record.Slice;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/**
 * A batch cancelled midway: every handle is cancelled, the fetcher closed, and then it counts until threads and file
 * descriptors are as many as before. Each slice has a fetcher of its own.
 */
final class CancelDriver implements Driver {
    /** When waiting for what is still held ends. */
    private static final Duration LONGEST_RELEASE = Duration.ofSeconds(10);
    private static final long LOOK_EVERY_NANOS = 1_000_000;

    private final CellPlan plan;
    private final Supplier<Fetcher> opener;
    private final Meter meter;
    private final Work work;
    private final Tally tally = new Tally();
    private final Batched[] batch;
    private final FetchHandle[] handles;
    private volatile long lastResult;
    private volatile CountDownLatch done = new CountDownLatch(0);

    CancelDriver(CellPlan plan, Supplier<Fetcher> opener, Meter meter) {
        this.plan = plan;
        this.opener = opener;
        this.meter = meter;
        work = plan.work();
        batch = new Batched[work.requests().length];
        handles = new FetchHandle[batch.length];
        for (int i = 0; i < batch.length; i++) {
            batch[i] = new Batched();
        }
    }

    /** The cost of fetches is not what this drive is about: once through everything is warm-up enough. */
    @Override
    public Slice warmUpStep() throws InterruptedException {
        return run(0);
    }

    @Override
    public void rehearse() {
        // Each step of the warm-up was a rehearsal.
    }

    @Override
    public Slice run(int turn) throws InterruptedException {
        tally.begin();
        done = new CountDownLatch(batch.length);
        Held before = Held.now();
        meter.begin();
        long cancelled = cancelMidway();
        Held more = waitUntilFree(before, cancelled);
        var release = new Slice.Release(lastResult - cancelled, System.nanoTime() - cancelled, more.threads(),
                more.descriptors());
        Meter.Used used = meter.end();
        var outcomes = tally.outcomes();
        return new Slice(turn, batch.length, outcomes, outcomes, tally.otherThanScheduled(), tally.wrongResponses(),
                tally.repeatedResults(), used.elapsedNanos(), used.cpuNanos(), used.allocatedBytes(), used.usage(),
                null, release,
                null, null);
    }

    /** Hands the batch over, cancels it and closes the fetcher; the moment of cancelling. */
    private long cancelMidway() throws InterruptedException {
        try (Fetcher fetcher = opener.get()) {
            long halfway = System.nanoTime() + plan.workload().cancelAfter().toNanos();
            for (int i = 0; i < batch.length; i++) {
                batch[i].expect(i, work.expected()[i]);
                handles[i] = fetcher.fetch(work.requests()[i], batch[i]);
            }
            waitUntil(halfway);
            long cancelled = System.nanoTime();
            lastResult = cancelled;
            for (FetchHandle handle : handles) {
                handle.cancel();
            }
            done.await(plan.longestWait().toNanos(), TimeUnit.NANOSECONDS);
            return cancelled;
        }
    }

    /** Looking at 10,000 threads and sockets takes time that closing them needs, so at most a tenth is spent on it. */
    private static Held waitUntilFree(Held before, long sinceNanos) {
        while (true) {
            long lookNanos = System.nanoTime();
            Held more = Held.now().minus(before);
            long nowNanos = System.nanoTime();
            if (more.isNothing() || nowNanos - sinceNanos > LONGEST_RELEASE.toNanos()) {
                return more;
            }
            LockSupport.parkNanos(Math.max(LOOK_EVERY_NANOS, 9 * (nowNanos - lookNanos)));
        }
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public Histogram latencyNanos() {
        return tally.latencyNanos();
    }

    @Override
    public void close() {
        // Each slice has closed its fetcher.
    }

    private final class Batched extends PendingFetch {
        Batched() {
            super(tally);
        }

        @Override
        void ended(FetchResult result, long nowNanos) {
            lastResult = nowNanos;
            done.countDown();
        }
    }
}
