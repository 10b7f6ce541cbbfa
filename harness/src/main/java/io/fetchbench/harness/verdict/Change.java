package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.stats.Interval;
import io.fetchbench.harness.stats.SignedRank;

/**
 * How one metric changed from base to candidate. Changes are fractions of the base: 0.061 is +6.1 %.
 *
 * @param metric which
 * @param estimate the change
 * @param low lower end of its interval
 * @param high upper end of its interval
 * @param pValue probability of pairs at least so much worse if nothing had changed; one-sided, exact
 * @param adjustedPValue the same adjusted for all metrics and stages: compared with the family's level
 * @param smallestEffect the smallest true worsening that the first stage of such a session shows 95 times in 100;
 *            that it shows once more in as many fresh pairs, as a regression must, has a probability of 0.95²
 * @param pairsForLimit how many pairs show a worsening by the limit 95 times in 100, at the spread seen; to confirm it takes as
 *            many again
 */
public record Change(Metric metric, double estimate, double low, double high, double pValue, double adjustedPValue,
        double smallestEffect, int pairsForLimit) {
    /** Turns a set's worsenings, ln(candidate ÷ base) or its negative where more is better, into changes. */
    static Change of(Metric metric, SignedRank worsening, double level, double adjustedPValue,
            DetectableEffect effect) {
        Interval interval = worsening.interval(level);
        boolean lowerIsBetter = sign(metric) > 0;
        double standardError = effect.standardError(interval);
        return new Change(metric, Math.expm1(sign(metric) * worsening.estimate()),
                Math.expm1(lowerIsBetter ? interval.low() : -interval.high()),
                Math.expm1(lowerIsBetter ? interval.high() : -interval.low()), worsening.pGreater(), adjustedPValue,
                Math.expm1(effect.smallest(standardError)), effect.pairsForLimit(standardError));
    }

    /** What a logarithmic change is multiplied with to become a worsening. */
    static double sign(Metric metric) {
        return metric.better() == Metric.Better.LOWER ? 1 : -1;
    }

    /** The estimate as a logarithm, positive for the worse. */
    double worsening() {
        return sign(metric) * Math.log1p(estimate);
    }

    /** The end of the interval towards the worse, likewise. */
    double worstCase() {
        return sign(metric) * Math.log1p(sign(metric) > 0 ? high : low);
    }
}
