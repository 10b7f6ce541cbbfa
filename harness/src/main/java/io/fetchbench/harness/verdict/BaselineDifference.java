package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.stats.Medians;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far sessions lie from a baseline. The sessions of the baseline and the new ones are taken for draws from one normal
 * distribution of ln(arm ÷ control), whose spread only the k sessions of the baseline tell; so the difference of the means
 * over its standard error s·√(1/k + 1/m) follows Student's t with k − 1 degrees of freedom (a prediction interval). With
 * two sessions in the baseline it is very wide, as it must be.
 *
 * @param ratio what the baseline says
 * @param worsening of the new sessions' mean, as a logarithm, positive for the worse
 * @param standardError of that
 * @param degreesOfFreedom k − 1, at least 1
 */
record BaselineDifference(BaselineRatio ratio, double worsening, double standardError, int degreesOfFreedom) {
    private static final double POWER = 0.95;

    /** The sessions must have the ratio. */
    static BaselineDifference of(BaselineRatio ratio, int baselineSessions, List<RunRecord> sessions) {
        double[] now = sessions.stream().mapToDouble(
                session -> SessionRatios.logRatio(session, ratio.arm(), ratio.workload(), ratio.metric()).orElseThrow())
                .toArray();
        double worsening = Change.sign(ratio.metric()) * (Medians.mean(now) - ratio.logRatio());
        double standardError = ratio.sessionDeviation() * Math.sqrt(1.0 / baselineSessions + 1.0 / now.length);
        return new BaselineDifference(ratio, worsening, standardError, baselineSessions - 1);
    }

    double pValue() {
        double t = worsening == 0 ? 0 : worsening / standardError;
        return TDistribution.of(degreesOfFreedom).survivalProbability(t);
    }

    boolean within(double limit, double level) {
        return worsening + quantile(1 - level) * standardError < Math.log1p(limit);
    }

    /**
     * In the form of a comparison by pairs.
     *
     * @param family how many ratios are looked at together: the smallest effect is one that the first step of Holm's
     *            correction still lets through
     */
    Change change(Gate gate, double adjustedPValue, int family) {
        Metric metric = ratio.metric();
        double sign = Change.sign(metric);
        double half = quantile(1 - gate.alpha()) * standardError;
        double oneSession = ratio.sessionDeviation() * Math.sqrt(1.0 / (degreesOfFreedom + 1) + 1);
        double smallest = Math.max(quantile(1 - gate.alpha() / family) * oneSession, Math.log1p(gate.leastEffect()))
                + quantile(POWER) * oneSession;
        return new Change(metric, Math.expm1(sign * worsening), Math.expm1(sign * worsening - half),
                Math.expm1(sign * worsening + half), pValue(), adjustedPValue, Math.expm1(smallest), 0);
    }

    private double quantile(double probability) {
        return TDistribution.of(degreesOfFreedom).inverseCumulativeProbability(probability);
    }
}
