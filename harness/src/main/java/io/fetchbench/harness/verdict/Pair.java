package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Metric;
import java.util.Collection;
import java.util.Map;

/**
 * What one pair of fresh forks in alternating slices came to.
 *
 * @param number from 0, in the order in which they were measured
 * @param logRatio per metric the median of the slice-by-slice ln(candidate ÷ base); a metric that could not be had is absent
 *            or not finite
 * @param totalLogRatio ln(candidate ÷ base) of the same over all slices together; a metric that slices don't add up to is
 *            absent or not finite
 * @param controlLogRatio ln of the same for the control arm against itself, its slices split alternately into two: a pair
 *            that must come to about 0; NaN if the control arm failed
 */
public record Pair(int number, Map<Metric, Double> logRatio, Map<Metric, Double> totalLogRatio,
        double controlLogRatio) {
    /**
     * Makes it unmodifiable.
     */
    public Pair {
        logRatio = Map.copyOf(logRatio);
        totalLogRatio = Map.copyOf(totalLogRatio);
    }

    /**
     * A pair of which no totals are known.
     *
     * @param number {@link #number()}
     * @param logRatio {@link #logRatio()}
     * @param controlLogRatio {@link #controlLogRatio()}
     */
    public Pair(int number, Map<Metric, Double> logRatio, double controlLogRatio) {
        this(number, logRatio, Map.of(), controlLogRatio);
    }

    /** Whether it has a number for all that is asked. */
    boolean has(Collection<Metric> metrics) {
        return Double.isFinite(controlLogRatio)
                && metrics.stream().allMatch(metric -> Double.isFinite(logRatio.getOrDefault(metric, Double.NaN)));
    }

    /** Whether it knows a metric's total. */
    boolean hasTotal(Metric metric) {
        return Double.isFinite(totalLogRatio.getOrDefault(metric, Double.NaN));
    }
}
