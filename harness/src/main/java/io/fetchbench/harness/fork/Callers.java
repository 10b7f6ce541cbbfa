package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.Slice;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * Callers that fetch at the same time, and the accounts of what became of their fetches.
 *
 * <p>A caller is a listener that has one fetch out at a time. A batch is as many callers as fetches, each fetching once; a
 * closed drive is callers that start their next fetch from the listener until time is up. Nothing is allocated per
 * fetch.
 */
final class Callers {
    private final Fetcher fetcher;
    private final Meter meter;
    private final Duration longestWait;
    private final Caller[] callers;
    private final Tally tally = new Tally();
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicReference<RuntimeException> refusal = new AtomicReference<>();
    private final AtomicInteger working = new AtomicInteger();
    private final LongAdder stoppedAfterNanos = new LongAdder();
    private final AtomicHistogram handedOverNanos = Tally.newHistogram();
    private Work work;
    private boolean keepsGoing;
    private volatile long beganNanos;
    private volatile long deadlineNanos;
    private volatile CountDownLatch done = new CountDownLatch(0);

    /**
     * @param fetcher what is driven
     * @param count how many fetch at a time
     * @param meter what costs are read from
     * @param longestWait how long after the last start results are waited for; what has not come then is lost
     */
    Callers(Fetcher fetcher, int count, Meter meter, Duration longestWait) {
        this.fetcher = fetcher;
        this.meter = meter;
        this.longestWait = longestWait;
        callers = new Caller[count];
        for (int i = 0; i < count; i++) {
            callers[i] = new Caller();
        }
    }

    /**
     * One turn: starts every caller and returns when all have stopped, or no result has come for too long.
     *
     * @param turn its number
     * @param slicesWork taken in its order
     * @param keepGoingNanos how long callers start another fetch when one has ended; 0 for one fetch each
     * @return the accounts
     * @throws RuntimeException what the fetcher threw instead of accepting a fetch
     */
    Slice run(int turn, Work slicesWork, long keepGoingNanos) throws InterruptedException {
        work = slicesWork;
        tally.begin();
        started.set(0);
        working.set(callers.length);
        done = new CountDownLatch(1);
        keepsGoing = keepGoingNanos > 0;
        stoppedAfterNanos.reset();
        handedOverNanos.reset();
        beganNanos = meter.begin();
        deadlineNanos = beganNanos + keepGoingNanos;
        for (Caller caller : callers) {
            caller.start();
        }
        // A closed drive that stalls is noticed too: its last fetch started before the deadline.
        boolean ended = done.await(keepGoingNanos + longestWait.toNanos(), TimeUnit.NANOSECONDS);
        Meter.Used used = meter.end();
        if (refusal.get() != null) {
            throw refusal.get();
        }
        return account(turn, ended, used);
    }

    /** {@return a copy of the latencies of the last turn} */
    Histogram latencyNanos() {
        return tally.latencyNanos();
    }

    /** {@return the same from the beginning of the turn, for those that fetched once} */
    Histogram handedOverNanos() {
        return Tally.copy(handedOverNanos);
    }

    private Slice account(int turn, boolean ended, Meter.Used used) {
        long accepted = Integer.toUnsignedLong(started.get());
        var slice = new Slice(turn, accepted, tally.outcomes(), work.scheduled(accepted),
                tally.otherThanScheduled(), tally.wrongResponses(), tally.repeatedResults(), used.elapsedNanos(),
                used.cpuNanos(), used.allocatedBytes(), used.usage(), null, null, null,
                ended && keepsGoing ? stoppedAfterNanos.sum() / callers.length : null);
        if (ended && slice.lost() != 0) {
            throw new IllegalStateException("accounts of turn " + turn + ": expected " + accepted + " ends, got "
                    + slice.ended());
        }
        return slice;
    }

    private final class Caller extends PendingFetch {
        private long askedNanos;

        Caller() {
            super(tally);
        }

        /** Each caller that goes on has a place of its own: nothing queues, and whatever it waits for is latency. */
        @Override
        long startNanos(FetchResult result) {
            return keepsGoing ? askedNanos : super.startNanos(result);
        }

        void start() {
            FetchRequest request = work.request(started.getAndIncrement());
            askedNanos = System.nanoTime();
            expect(request.id(), work.expected()[(int) request.id()]);
            try {
                fetcher.fetch(request, this);
            } catch (RuntimeException e) {
                refusal.compareAndSet(null, e);
                stop();
            }
        }

        @Override
        void ended(FetchResult result, long nowNanos) {
            if (nowNanos - deadlineNanos < 0) {
                start();
            } else {
                stoppedAfterNanos.add(nowNanos - beganNanos);
                if (!keepsGoing && result.outcome() == Outcome.OK) {
                    handedOverNanos.recordValue(nowNanos - beganNanos);
                }
                stop();
            }
        }

        private void stop() {
            if (working.decrementAndGet() == 0) {
                done.countDown();
            }
        }
    }
}
