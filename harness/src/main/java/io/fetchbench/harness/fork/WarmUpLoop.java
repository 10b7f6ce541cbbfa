package io.fetchbench.harness.fork;

import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.WarmUp;
import io.fetchbench.harness.stats.Medians;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Runs slices until their CPU per fetch settles: until its coefficient of variation over a window of slices is small, as
 * DaCapo's harness does, or time is up. Half the time is always used, for code that is interpreted may look settled too.
 */
final class WarmUpLoop {
    private static final int WINDOW = 5;
    private static final double SETTLED = 0.03;

    /** The shortest warm-up slice. */
    static final Duration SLICE = Duration.ofMillis(100);

    /** A part of a warm-up slice, or all of it. */
    interface Step {
        Slice run() throws InterruptedException;
    }

    private final Duration atMost;
    private final LongSupplier nanoClock;

    WarmUpLoop(Duration atMost, LongSupplier nanoClock) {
        this.atMost = atMost;
        this.nanoClock = nanoClock;
    }

    WarmUp run(Step step) throws InterruptedException {
        List<Double> cpuPerFetch = new ArrayList<>();
        long start = nanoClock.getAsLong();
        while (true) {
            boolean complete = addSlice(step, cpuPerFetch);
            long elapsed = nanoClock.getAsLong() - start;
            double variation = variationOfLast(cpuPerFetch);
            boolean settled = variation <= SETTLED && elapsed >= atMost.toNanos() / 2;
            if (settled || elapsed >= atMost.toNanos() || !complete) {
                return new WarmUp(cpuPerFetch.size(), elapsed, variation, settled);
            }
        }
    }

    /** A slice is as many steps as it takes to be long enough to compare; false if fetches were lost. */
    private boolean addSlice(Step step, List<Double> cpuPerFetch) throws InterruptedException {
        long elapsedNanos = 0;
        long cpuNanos = 0;
        long fetches = 0;
        long lost = 0;
        while (elapsedNanos < SLICE.toNanos() && lost == 0) {
            Slice slice = step.run();
            elapsedNanos += slice.elapsedNanos();
            cpuNanos += slice.cpuNanos();
            fetches += slice.ended();
            lost += slice.lost();
        }
        cpuPerFetch.add((double) cpuNanos / fetches);
        return lost == 0;
    }

    private static double variationOfLast(List<Double> values) {
        if (values.size() < WINDOW) {
            return Double.NaN;
        }
        return Medians.coefficientOfVariation(values.subList(values.size() - WINDOW, values.size()).stream()
                .mapToDouble(Double::doubleValue).toArray());
    }
}
