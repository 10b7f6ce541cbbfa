package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Metric;

/**
 * A metric's ratio to the control arm moved to another level and stayed there.
 *
 * @param arm which
 * @param workload its name
 * @param metric which
 * @param first the first run at the new level
 * @param before median ratio since the shift before, or since the beginning
 * @param after median ratio until the next shift, or until the end
 * @param pValue of the change point
 */
public record Shift(String arm, String workload, Metric metric, HistoryPoint first, double before, double after,
        double pValue) {}
