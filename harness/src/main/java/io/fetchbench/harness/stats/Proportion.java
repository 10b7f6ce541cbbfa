package io.fetchbench.harness.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * How often something happened, with the exact interval of Clopper and Pearson (The use of confidence or fiducial limits
 * illustrated in the case of the binomial, 1934).
 *
 * @param successes how often it happened
 * @param trials how often it could have happened
 * @param low lower end of the interval
 * @param high upper end of the interval
 */
public record Proportion(long successes, long trials, double low, double high) {
    /**
     * Counts with their interval.
     *
     * @param successes 0 to {@code trials}
     * @param trials independent ones, 1 or more
     * @param confidence of the interval, such as 0.95
     * @return the interval covers the true rate with this probability at least
     */
    public static Proportion of(long successes, long trials, double confidence) {
        double side = (1 - confidence) / 2;
        double low = successes == 0
                ? 0
                : BetaDistribution.of(successes, trials - successes + 1.0).inverseCumulativeProbability(side);
        double high = successes == trials
                ? 1
                : BetaDistribution.of(successes + 1.0, trials - successes).inverseSurvivalProbability(side);
        return new Proportion(successes, trials, low, high);
    }

    /** {@return the share seen, 0 to 1} */
    public double rate() {
        return (double) successes / trials;
    }
}
