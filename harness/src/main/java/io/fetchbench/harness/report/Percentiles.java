package io.fetchbench.harness.report;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Latency over quantile, on an axis where every further nine takes as much room. */
final class Percentiles {
    /** Points of a curve from one nine to the next. */
    static final int POINTS_PER_NINE = 20;
    /** The median's place: −log10(1 − ½) is 0.30. */
    static final int FIRST_POINT = 6;

    private Percentiles() {}

    /**
     * The curve from the median up to where one single fetch is left: the latency at every
     * {@code 1 − 10^(−i ÷ POINTS_PER_NINE)}, i from {@link #FIRST_POINT} on.
     *
     * @param latencyNanos with at least one value
     * @return milliseconds
     */
    static List<Double> curveMillis(Histogram latencyNanos) {
        List<Double> millis = new ArrayList<>();
        double last = POINTS_PER_NINE * Math.log10(latencyNanos.getTotalCount());
        millis.add(latencyNanos.getValueAtPercentile(50) / 1e6);
        for (int i = FIRST_POINT + 1; i <= last; i++) {
            millis.add(atNines((double) i / POINTS_PER_NINE, latencyNanos));
        }
        return millis;
    }

    /** The latency that all but one in 10^nines fetches stay within, in milliseconds. */
    static double atNines(double nines, Histogram latencyNanos) {
        return latencyNanos.getValueAtPercentile(100 * (1 - Math.pow(10, -nines))) / 1e6;
    }
}
