package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.stats.Medians;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    private void burn(int times) {
        long state = times;
        for (int i = 0; i < times; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
        }
        if (state == 42) {
            sink = state;
        }
    }

    /**
     * Finds how much work makes up the share, sets it, and checks by slices with and without work what it comes to.
     *
     * @param step a warm-up slice
     * @return the share as checked; 0 if none is wanted
     */
    double calibrate(WarmUpLoop.Step step) throws InterruptedException {
        double nanosPerRound = nanosPerRound();
        List<Double> plain = new ArrayList<>();
        List<Double> increase = new ArrayList<>();
        for (int i = 0; i < CHECKS; i++) {
            double without = cpuPerFetch(step, 0);
            double with = cpuPerFetch(step, (int) (CHECKED_SHARE * without / nanosPerRound));
            plain.add(without);
            increase.add(with / without - 1);
        }
        double perFetch = Medians.median(plain.stream().mapToDouble(Double::doubleValue));
        double reached = Medians.median(increase.stream().mapToDouble(Double::doubleValue)) / CHECKED_SHARE;
        rounds = (int) Math.round(share * perFetch / nanosPerRound);
        return share * reached;
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
