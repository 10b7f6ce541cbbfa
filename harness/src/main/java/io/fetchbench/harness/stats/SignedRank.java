package io.fetchbench.harness.stats;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;

/**
 * Wilcoxon's signed-rank test in its exact form, and for more than 1000 values in its normal approximation, with the
 * estimate and the interval that belong to it (Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, sections 3.1 to 3.3). Assumed of the values: independent, and symmetric
 * around their common middle.
 *
 * <p>All three rest on the n(n+1)/2 <em>Walsh averages</em>, the means of every two values and of each with itself: the
 * estimate (Hodges and Lehmann) is their median, the test's statistic the number of those above zero, and the interval's
 * ends are two of them. For values without ties that number is the textbook's sum of positive ranks. Counted so, a zero,
 * and the negative one of two values of equal size, speak against the finding: with ties the p-value is too large, never
 * too small.
 */
public final class SignedRank {
    private static final WilcoxonSignedRankTest EXACT = WilcoxonSignedRankTest.withDefaults()
            .with(AlternativeHypothesis.GREATER_THAN).with(PValueMethod.EXACT);
    private static final WilcoxonSignedRankTest NORMAL = EXACT.with(PValueMethod.ASYMPTOTIC);

    /** More have too many sums to be counted one by one; no verdict has as many. */
    private static final int MOST_EXACT = 1000;
    private static final int MOST = 5000;

    /** Drawn sessions ask for the same few hundred of them over and over. */
    private static final Map<SumOfRanks, Double> TAILS = new ConcurrentHashMap<>();

    private final int n;
    private final double[] walshAverages;

    private SignedRank(int n, double[] walshAverages) {
        this.n = n;
        this.walshAverages = walshAverages;
    }

    /**
     * Looks at a set of values.
     *
     * @param values 1 to 5000, finite, in any order
     * @return what can be said of them
     */
    public static SignedRank of(double[] values) {
        if (values.length == 0 || values.length > MOST || !Arrays.stream(values).allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("1 to " + MOST + " finite values expected, got " + values.length);
        }
        double[] averages = new double[values.length * (values.length + 1) / 2];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            for (int j = i; j < values.length; j++) {
                averages[next++] = values[i] / 2 + values[j] / 2;
            }
        }
        Arrays.sort(averages);
        return new SignedRank(values.length, averages);
    }

    /** {@return the middle of the values, estimated after Hodges and Lehmann} */
    public double estimate() {
        return Medians.median(Arrays.stream(walshAverages));
    }

    /** {@return the probability of values at least so far above zero if their middle were zero or less} */
    public double pGreater() {
        return tail(n, (int) Arrays.stream(walshAverages).filter(average -> average > 0).count());
    }

    /**
     * An interval for the middle; below its lower end lies the middle with a probability of {@code level} at most, and so
     * above its upper end.
     *
     * @param level error on each side, above 0 and below 0.5
     * @return infinite on both sides where so few values can't give one
     */
    public Interval interval(double level) {
        int rank = criticalRank(n, level);
        return rank == 0
                ? new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                : new Interval(walshAverages[rank - 1], walshAverages[walshAverages.length - rank]);
    }

    /**
     * The null distribution of the statistic.
     *
     * @param n how many values, 1 to 5000
     * @param statistic 0 to n(n+1)/2
     * @return the probability of a sum of positive ranks of {@code statistic} or more
     */
    static double tail(int n, int statistic) {
        return TAILS.computeIfAbsent(new SumOfRanks(n, statistic),
                sum -> (sum.n <= MOST_EXACT ? EXACT : NORMAL).test(signedRanksWith(sum.n, sum.statistic))
                        .getPValue());
    }

    /** The ranks 1 to n, with signs such that the positive ones sum to {@code statistic}. */
    private static double[] signedRanksWith(int n, int statistic) {
        double[] ranks = new double[n];
        int left = statistic;
        for (int rank = n; rank > 0; rank--) {
            boolean positive = rank <= left;
            ranks[rank - 1] = positive ? rank : -rank;
            left -= positive ? rank : 0;
        }
        return ranks;
    }

    /**
     * Which Walsh averages, counted from either end, are an interval's ends.
     *
     * @return the largest k with P(W &gt; n(n+1)/2 − k) ≤ level; 0 if there is none
     */
    static int criticalRank(int n, double level) {
        int most = n * (n + 1) / 2;
        int low = 0;
        int high = most / 2;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (tail(n, most - middle + 1) <= level) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** What a tail depends on. */
    private record SumOfRanks(int n, int statistic) {}
}
