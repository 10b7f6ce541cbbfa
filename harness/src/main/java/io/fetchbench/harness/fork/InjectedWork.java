package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.stats.Medians;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;

/**
 * A slowdown made on purpose: real work in {@code fetch}, on whatever thread calls it, worth a share of the style's own CPU
 * time per fetch. An arm without a slowdown that is compared with such a one has the same with a share of 0.
 */
final class InjectedWork {
    /** About as many as are burnt per fetch. */
    private static final int CALIBRATION_ROUNDS = 1_000;
    private static final int CALIBRATION_CALLS = 5_000;
    private static final int CALIBRATIONS = 9;
    /** The check is made with so much work that the noise of a few slices is small against it. */
    private static final double CHECKED_SHARE = 0.5;
    private static final int CHECKS = 3;
    private static final double LEAST_CORRECTION = 0.1;

    private final double share;
    private volatile int rounds;
    /** Keeps the loop from being compiled away. */
    private volatile long sink;

    /**
     * @param share of the style's CPU time per fetch, 0 or more
     */
    InjectedWork(double share) {
        this.share = share;
    }

    /** {@return the fetcher with this work before each of its fetches} */
    Fetcher before(Fetcher fetcher) {
        return new Fetcher() {
            @Override
            public FetchHandle fetch(FetchRequest request, FetchListener listener) {
                burn(rounds);
                return fetcher.fetch(request, listener);
            }

            @Override
            public void close() {
                fetcher.close();
            }
        };
    }

    /** Xorshift (Marsaglia 2003): each round needs the one before it, and no compiler can put several into one. */
    private void burn(int times) {
        long state = times;
        for (int i = 0; i < times; i++) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
        }
        if (state == 42) {
            sink = state;
        }
    }

    /** What slices with work came to: their plain neighbours' cost, and how much of the work asked for they show. */
    private record Check(double nanosPerFetch, double reached) {}

    /**
     * Finds how much work makes up the share, sets it, and checks by slices with and without work what it comes to.
     *
     * @param step a warm-up slice
     * @return the share as checked; 0 if none is wanted
     */
    double calibrate(WarmUpLoop.Step step) throws InterruptedException {
        double alone = nanosPerRound();
        // Within the style's own code a round may cost something else than by itself.
        double nanosPerRound = alone * Math.max(LEAST_CORRECTION, check(step, alone).reached());
        Check check = check(step, nanosPerRound);
        rounds = (int) Math.round(share * check.nanosPerFetch() / nanosPerRound);
        return share * check.reached();
    }

    private Check check(WarmUpLoop.Step step, double nanosPerRound) throws InterruptedException {
        double[] plain = new double[CHECKS];
        double[] increase = new double[CHECKS];
        for (int i = 0; i < CHECKS; i++) {
            plain[i] = cpuPerFetch(step, 0);
            increase[i] = cpuPerFetch(step, (int) (CHECKED_SHARE * plain[i] / nanosPerRound)) / plain[i] - 1;
        }
        return new Check(Medians.median(Arrays.stream(plain)),
                Medians.median(Arrays.stream(increase)) / CHECKED_SHARE);
    }

    /** In processor time, so that it is the same on a busy machine. */
    private double nanosPerRound() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double[] nanos = new double[CALIBRATIONS];
        for (int i = 0; i < CALIBRATIONS; i++) {
            long start = threads.getCurrentThreadCpuTime();
            for (int call = 0; call < CALIBRATION_CALLS; call++) {
                burn(CALIBRATION_ROUNDS);
            }
            nanos[i] = (double) (threads.getCurrentThreadCpuTime() - start) / CALIBRATION_CALLS / CALIBRATION_ROUNDS;
        }
        return Arrays.stream(nanos).min().orElseThrow();
    }

    private double cpuPerFetch(WarmUpLoop.Step step, int roundsEach) throws InterruptedException {
        rounds = roundsEach;
        Slice slice = step.run();
        return (double) slice.cpuNanos() / slice.ended();
    }
}
