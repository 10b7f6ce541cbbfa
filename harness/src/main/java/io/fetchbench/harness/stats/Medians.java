package io.fetchbench.harness.stats;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The middle of a set of numbers, and how far they scatter around it. */
public final class Medians {
    private Medians() {}

    /**
     * The median; the mean of the middle two for an even count.
     *
     * @param values any number of them
     * @return NaN for none
     */
    public static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The standard deviation over the mean, as a fraction: the measure of convergence of DaCapo's harness.
     *
     * @param values at least two
     * @return 0 or more; NaN for fewer than two values
     */
    public static double coefficientOfVariation(double[] values) {
        return deviation(values) / mean(values);
    }

    /**
     * The sample's standard deviation.
     *
     * @param values at least two
     * @return 0 or more; NaN for fewer than two values
     */
    public static double deviation(double[] values) {
        if (values.length < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    /**
     * The mean.
     *
     * @param values any number of them
     * @return NaN for none
     */
    public static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
