package io.fetchbench.harness.stats;

/**
 * The exact interval of a median, whatever the distribution: from the k-th smallest to the k-th largest of n independent
 * values it covers the median with probability 1 − 2·P(Binomial(n, ½) &lt; k) (Conover, Practical Nonparametric
 * Statistics, section 3.2).
 */
public final class MedianInterval {
    /** The fewest values that an interval can be had from: with five, even the extremes cover only 93.75 %. */
    public static final int FEWEST = 6;

    private static final double CONFIDENCE = 0.95;

    private MedianInterval() {}

    /**
     * Which of the sorted values are the interval's ends.
     *
     * @param n how many values there are
     * @return k for at least 95 %; 1, the extremes, where there are too few values for an interval
     */
    public static int rank(int n) {
        double below = Math.pow(0.5, n);
        double term = below;
        int k = 1;
        while (k < n) {
            term = term * (n - k + 1) / k;
            below += term;
            if (1 - 2 * below < CONFIDENCE) {
                break;
            }
            k++;
        }
        return k;
    }
}
