package io.fetchbench.harness.stats;

import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/** Percentiles that a histogram has enough values for. */
public final class Percentile {
    private Percentile() {}

    /**
     * A percentile.
     *
     * @param histogram any
     * @param percentile from 0 to 100, which is the largest value
     * @return in the histogram's unit; empty where not one value in the histogram would lie beyond it
     */
    public static OptionalDouble of(Histogram histogram, double percentile) {
        double beyond = histogram.getTotalCount() * (100 - percentile) / 100;
        // A thousand values are enough for 99.9, which has no exact binary form.
        boolean enough = percentile == 100 ? histogram.getTotalCount() > 0 : beyond > 1 - 1e-6;
        return enough ? OptionalDouble.of(histogram.getValueAtPercentile(percentile)) : OptionalDouble.empty();
    }
}
