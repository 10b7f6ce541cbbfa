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

    /** One warm-up slice. */
    interface Step {
        Slice run(int number) throws InterruptedException;
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
            Slice slice = step.run(cpuPerFetch.size());
            cpuPerFetch.add((double) slice.cpuNanos() / slice.ended());
            long elapsed = nanoClock.getAsLong() - start;
            double variation = variationOfLast(cpuPerFetch);
            boolean settled = variation <= SETTLED && elapsed >= atMost.toNanos() / 2;
            if (settled || elapsed >= atMost.toNanos() || slice.lost() > 0) {
                return new WarmUp(cpuPerFetch.size(), elapsed, Double.isNaN(variation) ? 0 : variation, settled);
            }
        }
    }

    private static double variationOfLast(List<Double> values) {
        if (values.size() < WINDOW) {
            return Double.NaN;
        }
        return Medians.coefficientOfVariation(values.subList(values.size() - WINDOW, values.size()).stream()
                .mapToDouble(Double::doubleValue).toArray());
    }
}
