package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.Slice;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * Fetches at set times. The pacer, which is the thread of the turn, hands each over when its time has come and never waits
 * for the style; if it is late itself, the fetch is counted as late and its latency still runs from the time that was
 * meant, as in Aeron's LoadTestRig and wrk2.
 */
final class OpenDriver implements Driver {
    private static final long LATE_NANOS = 1_000_000;
    private static final int MOST_WARM_UP_CALLERS = 64;
    /** Between setting the meter and the first arrival. */
    private static final long LEAD_NANOS = 1_000_000;

    private final CellPlan plan;
    private final Fetcher fetcher;
    private final Meter meter;
    private final Callers warmUpCallers;
    private final Work warmUpWork;
    private final Work work;
    private final long[] arrivalNanos;
    private final Arrival[] arrivals;
    private final Tally tally = new Tally();
    private final AtomicHistogram intendedNanos = Tally.newHistogram();
    private final LongAdder inFlightNanos = new LongAdder();
    private final LongAdder inFlightByStyleNanos = new LongAdder();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile CountDownLatch done = new CountDownLatch(0);

    OpenDriver(CellPlan plan, Fetcher fetcher, Meter meter) {
        this.plan = plan;
        this.fetcher = fetcher;
        this.meter = meter;
        warmUpCallers = new Callers(fetcher, Math.min(plan.workload().inFlight(), MOST_WARM_UP_CALLERS), meter,
                plan.longestWait());
        warmUpWork = plan.warmUpWork();
        work = plan.work();
        arrivalNanos = plan.workload().arrivalNanos();
        arrivals = new Arrival[arrivalNanos.length];
        for (int i = 0; i < arrivals.length; i++) {
            arrivals[i] = new Arrival();
        }
    }

    @Override
    public Slice warmUpStep() throws InterruptedException {
        return warmUpCallers.run(0, warmUpWork, WarmUpLoop.SLICE.toNanos());
    }

    @Override
    public void rehearse() throws InterruptedException {
        run(0);
    }

    @Override
    public Slice run(int turn) throws InterruptedException {
        tally.begin();
        intendedNanos.reset();
        inFlightNanos.reset();
        inFlightByStyleNanos.reset();
        ended.set(0);
        done = new CountDownLatch(arrivals.length);
        long start = meter.begin() + LEAD_NANOS;
        var pacing = new Pacing();
        for (int i = 0; i < arrivals.length; i++) {
            long due = start + arrivalNanos[i];
            waitUntil(due);
            long now = System.nanoTime();
            pacing.add(now - due, i + 1 - ended.get());
            arrivals[i].start(i, due, now);
        }
        done.await(plan.longestWait().toNanos(), TimeUnit.NANOSECONDS);
        Meter.Used used = meter.end();
        return new Slice(turn, arrivals.length, tally.outcomes(), work.scheduled(arrivals.length),
                tally.otherThanScheduled(), tally.wrongResponses(), tally.repeatedResults(), used.elapsedNanos(),
                used.cpuNanos(), used.allocatedBytes(), used.usage(), pace(pacing, used.elapsedNanos()), null, null,
                null);
    }

    private Slice.Pace pace(Pacing pacing, long elapsedNanos) {
        return new Slice.Pace(pacing.late, pacing.latestNanos, (double) inFlightNanos.sum() / elapsedNanos,
                (double) inFlightByStyleNanos.sum() / elapsedNanos, pacing.mostInFlight);
    }

    private static void waitUntil(long dueNanos) {
        for (long left = dueNanos - System.nanoTime(); left > 0; left = dueNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public Histogram latencyNanos() {
        return tally.latencyNanos();
    }

    @Override
    public Optional<Histogram> intendedNanos() {
        return Optional.of(Tally.copy(intendedNanos));
    }

    @Override
    public void close() {
        fetcher.close();
    }

    /** How the pacer kept its times; its own thread only. */
    private static final class Pacing {
        private long late;
        private long latestNanos;
        private int mostInFlight;

        void add(long lateByNanos, int inFlight) {
            late += lateByNanos > LATE_NANOS ? 1 : 0;
            latestNanos = Math.max(latestNanos, lateByNanos);
            mostInFlight = Math.max(mostInFlight, inFlight);
        }
    }

    private final class Arrival extends PendingFetch {
        private long dueNanos;
        private long startedNanos;

        Arrival() {
            super(tally);
        }

        void start(int index, long due, long now) {
            dueNanos = due;
            startedNanos = now;
            FetchRequest request = work.requests()[index];
            expect(request.id(), work.expected()[index]);
            fetcher.fetch(request, this);
        }

        @Override
        void ended(FetchResult result, long nowNanos) {
            if (result.outcome() == Outcome.OK) {
                intendedNanos.recordValue(nowNanos - dueNanos);
            }
            inFlightNanos.add(nowNanos - startedNanos);
            inFlightByStyleNanos.add(nowNanos - result.startedNanos());
            ended.incrementAndGet();
            done.countDown();
        }
    }
}
