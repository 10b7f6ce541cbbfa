package io.fetchbench.harness.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a row of values moved to another level, after Pettitt (A non-parametric approach to the change-point problem,
 * 1979). For each split it counts how many more pairs of a value before and one after rise than fall; the split where that
 * count is farthest from 0 is the change point. Its p-value is Pettitt's approximation 2·exp(−6K² ÷ (n³ + n²)), which is
 * good below one half. Assumed: values that are independent but for the move.
 *
 * @param index of the first value after the move
 * @param statistic K, how far from 0 the count is
 * @param pValue two-sided, 1 at most
 */
public record ChangePoint(int index, long statistic, double pValue) {
    /**
     * The likeliest move in a row.
     *
     * @param values 2 or more, in order of time
     * @return the earliest if several are equally likely
     */
    public static ChangePoint likeliest(double[] values) {
        int n = values.length;
        int index = 1;
        long largest = 0;
        long count = 0;
        for (int split = 1; split < n; split++) {
            double moved = values[split - 1];
            count += Arrays.stream(values).mapToLong(value -> Double.compare(value, moved)).map(Long::signum).sum();
            if (Math.abs(count) > largest) {
                largest = Math.abs(count);
                index = split;
            }
        }
        return new ChangePoint(index, largest, pValue(largest, n));
    }

    private static double pValue(double k, int n) {
        return Math.min(1, 2 * Math.exp(-6 * k * k / (Math.pow(n, 3) + Math.pow(n, 2))));
    }

    /**
     * How long a row must be for any move to be significant: one in its middle after which every value is higher.
     *
     * @param level p-value at most, above 0
     * @return the fewest values, 2 or more
     */
    public static int fewestValues(double level) {
        int n = 2;
        while (pValue((double) (n / 2) * (n - n / 2), n) > level) {
            n++;
        }
        return n;
    }

    /**
     * All moves in a row: where the likeliest one is significant, the parts before and after it are looked at likewise
     * (binary segmentation).
     *
     * @param values in order of time
     * @param level p-value at most, such as 0.01
     * @return in order of time; their indexes are those of {@code values}
     */
    public static List<ChangePoint> all(double[] values, double level) {
        List<ChangePoint> found = new ArrayList<>();
        split(values, 0, values.length, level, found);
        return found;
    }

    private static void split(double[] values, int from, int to, double level, List<ChangePoint> found) {
        if (to - from < 2) {
            return;
        }
        ChangePoint likeliest = likeliest(Arrays.copyOfRange(values, from, to));
        if (likeliest.pValue <= level) {
            int at = from + likeliest.index;
            split(values, from, at, level, found);
            found.add(new ChangePoint(at, likeliest.statistic, likeliest.pValue));
            split(values, at, to, level, found);
        }
    }
}
