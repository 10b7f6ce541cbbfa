package io.fetchbench.harness.report;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Latency over quantile, on an axis where every further nine takes as much room. */
final class Percentiles {
    /** The percentiles that tables show and axes label. */
    static final List<Double> SHOWN = List.of(50.0, 90.0, 99.0, 99.9, 99.99, 100.0);

    private static final int POINTS_PER_NINE = 20;

    private Percentiles() {}

    /**
     * One point of a curve.
     *
     * @param nines −log10(1 − quantile): 0.301 for the median, 1 for 90 %, 2 for 99 %
     * @param millis latency
     */
    record Point(double nines, double millis) {}

    /**
     * The curve from the median up to where one single fetch is left.
     *
     * @param latencyNanos with at least one value
     */
    static List<Point> curve(Histogram latencyNanos) {
        List<Point> points = new ArrayList<>();
        points.add(at(Math.log10(2), latencyNanos));
        double last = Math.log10(latencyNanos.getTotalCount());
        for (int i = POINTS_PER_NINE * 3 / 10 + 1; i <= last * POINTS_PER_NINE; i++) {
            points.add(at((double) i / POINTS_PER_NINE, latencyNanos));
        }
        return points;
    }

    private static Point at(double nines, Histogram latencyNanos) {
        double percentile = 100 * (1 - Math.pow(10, -nines));
        return new Point(Math.round(nines * 1e4) / 1e4, latencyNanos.getValueAtPercentile(percentile) / 1e6);
    }

    /** {@return "p99.9", or "max" for 100} */
    static String label(double percentile) {
        return percentile == 100 ? "max" : "p" + Numbers.exact(percentile);
    }
}
