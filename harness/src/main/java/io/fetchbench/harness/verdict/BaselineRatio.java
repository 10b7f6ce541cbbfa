package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Metric;
import java.util.Objects;

/**
 * One metric of an arm on a workload, relative to the control arm.
 *
 * @param arm which
 * @param workload its name
 * @param metric which
 * @param logRatio ln(arm ÷ control), mean over sessions
 * @param sessionDeviation standard deviation of the sessions' ln(arm ÷ control); NaN for a single session, whose spread
 *            can't be known
 */
public record BaselineRatio(String arm, String workload, Metric metric, double logRatio, double sessionDeviation) {
    /**
     * Checks that all is there.
     */
    public BaselineRatio {
        Objects.requireNonNull(arm);
        Objects.requireNonNull(workload);
        Objects.requireNonNull(metric);
        if (!Double.isFinite(logRatio) || sessionDeviation < 0 || Double.isInfinite(sessionDeviation)) {
            throw new IllegalArgumentException(arm + " on " + workload
                    + ": expected a finite ratio and a deviation of 0 or more, got " + logRatio + " and "
                    + sessionDeviation);
        }
    }
}
