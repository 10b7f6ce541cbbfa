package io.fetchbench.harness.verdict;

import io.fetchbench.harness.stats.Interval;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What a set of pairs is able to show, planned as for normal pairs. The estimate's standard error comes from the width of
 * its interval, so that a single wild pair doesn't count; it shrinks with the root of the number of pairs.
 *
 * <p>A set calls a metric worse if the estimate lies above both {@code z·se}, with z the normal quantile of the level, and
 * the least effect. A true effect larger than that by 1.645 standard errors gets there 95 times in 100.
 *
 * @param gate what was declared
 * @param pairs how many
 */
record DetectableEffect(Gate gate, int pairs) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double POWER_QUANTILE = NORMAL.inverseCumulativeProbability(0.95);

    /** Whether there are enough pairs for an interval at all: even the outermost ends err with 2⁻ⁿ. */
    boolean exists() {
        return Math.pow(0.5, pairs) <= gate.stageAlpha();
    }

    /** The standard error of an estimate, from its interval. */
    double standardError(Interval interval) {
        return (interval.high() - interval.low()) / 2 / quantile(gate.stageAlpha());
    }

    /**
     * The smallest true worsening, as a logarithm, that the first stage of such a session finds 95 times in 100. Pairs that
     * were measured after it tell more of the spread, but come too late for that.
     */
    double smallest(double standardError) {
        double ofStage = standardError * Math.sqrt((double) pairs / gate.stages().getFirst());
        return Math.max(testQuantile() * ofStage, Math.log1p(gate.leastEffect())) + POWER_QUANTILE * ofStage;
    }

    /** How many pairs in the first stage make that the limit. */
    int pairsForLimit(double standardError) {
        double limit = Math.log1p(gate.limit());
        double needed = Math.min(limit / (testQuantile() + POWER_QUANTILE),
                (limit - Math.log1p(gate.leastEffect())) / POWER_QUANTILE);
        double ratio = standardError / needed;
        return (int) Math.max(Gate.fewestPairs(gate.metrics().size(), gate.stageAlpha()),
                Math.ceil(pairs * ratio * ratio));
    }

    private double testQuantile() {
        return quantile(gate.stageAlpha() / gate.metrics().size());
    }

    private static double quantile(double level) {
        return NORMAL.inverseSurvivalProbability(level);
    }
}
