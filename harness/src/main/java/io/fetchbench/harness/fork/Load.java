package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.Slice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * Callers that fetch at the same time, and the accounts of what became of their fetches.
 *
 * <p>A caller is a listener that has one fetch out at a time. A batch is as many callers as fetches, each fetching once; a
 * closed drive is callers that start their next fetch from the listener until time is up. Nothing is allocated per
 * fetch.
 */
final class Load {
    private static final long LONGEST_LATENCY_NANOS = TimeUnit.HOURS.toNanos(3);
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final Fetcher fetcher;
    private final ExpectedResponse expected;
    private final Duration longestWait;
    private final Caller[] callers;
    private final ProcessClock cpuClock = new ProcessClock();
    private final com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory
            .getThreadMXBean();

    private final AtomicHistogram latencyNanos = new AtomicHistogram(LONGEST_LATENCY_NANOS, SIGNIFICANT_DIGITS);
    private final AtomicInteger nextRequest = new AtomicInteger();
    private final AtomicLongArray otherOutcomes = new AtomicLongArray(OUTCOMES.length);
    private final AtomicLong wrongResponses = new AtomicLong();
    private final AtomicLong repeatedResults = new AtomicLong();
    private final AtomicReference<RuntimeException> refusal = new AtomicReference<>();
    private final AtomicInteger working = new AtomicInteger();
    private FetchRequest[] requests;
    private volatile long deadlineNanos;
    private volatile CountDownLatch done = new CountDownLatch(0);

    /**
     * @param fetcher what is driven
     * @param callers how many fetch at a time
     * @param expected what each response must be
     * @param longestWait how long after the last start results are waited for; what has not come then is lost
     */
    Load(Fetcher fetcher, int callers, ExpectedResponse expected, Duration longestWait) {
        this.fetcher = fetcher;
        this.expected = expected;
        this.longestWait = longestWait;
        this.callers = new Caller[callers];
        for (int i = 0; i < callers; i++) {
            this.callers[i] = new Caller();
        }
    }

    /** {@return where CPU time is read from} */
    String cpuClockSource() {
        return cpuClock.source();
    }

    /**
     * One turn: starts every caller and returns when all have stopped, or no result has come for too long.
     *
     * @param turn its number
     * @param slicesRequests taken in order, from the first again after the last
     * @param keepGoingNanos how long callers start another fetch when one has ended; 0 for one fetch each
     * @return the accounts
     * @throws RuntimeException what the fetcher threw instead of accepting a fetch
     */
    Slice run(int turn, FetchRequest[] slicesRequests, long keepGoingNanos) throws InterruptedException {
        reset(slicesRequests);
        long cpuBefore = cpuClock.nanos();
        long allocatedBefore = threads.getTotalThreadAllocatedBytes();
        long start = System.nanoTime();
        deadlineNanos = start + keepGoingNanos;
        for (Caller caller : callers) {
            caller.start();
        }
        // A closed drive that stalls is noticed too: its last fetch started before the deadline.
        boolean ended = done.await(keepGoingNanos + longestWait.toNanos(), TimeUnit.NANOSECONDS);
        long elapsedNanos = System.nanoTime() - start;
        long allocatedBytes = threads.getTotalThreadAllocatedBytes() - allocatedBefore;
        long cpuNanos = cpuClock.nanos() - cpuBefore;
        if (refusal.get() != null) {
            throw refusal.get();
        }
        return account(turn, ended, elapsedNanos, cpuNanos, allocatedBytes);
    }

    /** {@return a copy of the latencies of the last turn} */
    Histogram latencyNanos() {
        Histogram copy = new Histogram(LONGEST_LATENCY_NANOS, SIGNIFICANT_DIGITS);
        copy.add(latencyNanos);
        return copy;
    }

    private void reset(FetchRequest[] slicesRequests) {
        requests = slicesRequests;
        nextRequest.set(0);
        latencyNanos.reset();
        wrongResponses.set(0);
        repeatedResults.set(0);
        for (int i = 0; i < OUTCOMES.length; i++) {
            otherOutcomes.set(i, 0);
        }
        for (Caller caller : callers) {
            caller.accepted = 0;
            caller.ok = 0;
        }
        working.set(callers.length);
        done = new CountDownLatch(1);
    }

    private Slice account(int turn, boolean ended, long elapsedNanos, long cpuNanos, long allocatedBytes) {
        long accepted = 0;
        long ok = 0;
        for (Caller caller : callers) {
            accepted += caller.accepted;
            ok += caller.ok;
        }
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        otherOutcomes.set(Outcome.OK.ordinal(), ok);
        for (Outcome outcome : OUTCOMES) {
            long count = otherOutcomes.get(outcome.ordinal());
            if (count > 0) {
                outcomes.put(outcome, count);
            }
        }
        var slice = new Slice(turn, accepted, outcomes, wrongResponses.get(), repeatedResults.get(), elapsedNanos,
                cpuNanos, allocatedBytes);
        if (ended && slice.lost() != 0) {
            throw new IllegalStateException("accounts of turn " + turn + ": expected " + accepted + " ends, got "
                    + slice.ended());
        }
        return slice;
    }

    private final class Caller implements FetchListener {
        private static final VarHandle OUT;

        static {
            try {
                OUT = MethodHandles.lookup().findVarHandle(Caller.class, "out", boolean.class);
            } catch (ReflectiveOperationException e) {
                throw new ExceptionInInitializerError(e);
            }
        }

        /** Whether a fetch is out: what tells a second result for one fetch from the first. */
        @SuppressWarnings("unused") // through OUT
        private volatile boolean out;
        private long accepted;
        private long ok;

        void start() {
            int turn = nextRequest.getAndIncrement();
            OUT.setVolatile(this, true);
            accepted++;
            try {
                fetcher.fetch(requests[Integer.remainderUnsigned(turn, requests.length)], this);
            } catch (RuntimeException e) {
                refusal.compareAndSet(null, e);
                stop();
            }
        }

        @Override
        public void onResult(FetchResult result) {
            long now = System.nanoTime();
            if (!OUT.compareAndSet(this, true, false)) {
                repeatedResults.incrementAndGet();
                return;
            }
            count(result, now);
            if (now - deadlineNanos < 0) {
                start();
            } else {
                stop();
            }
        }

        private void count(FetchResult result, long now) {
            long latency = now - result.startedNanos();
            if (result.outcome() != Outcome.OK) {
                otherOutcomes.incrementAndGet(result.outcome().ordinal());
                return;
            }
            ok++;
            if (expected.matches(result) && latency >= 0 && latency <= LONGEST_LATENCY_NANOS) {
                latencyNanos.recordValue(latency);
            } else {
                wrongResponses.incrementAndGet();
            }
        }

        private void stop() {
            if (working.decrementAndGet() == 0) {
                done.countDown();
            }
        }
    }
}
