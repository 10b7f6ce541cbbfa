package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.stats.Medians;
import io.fetchbench.harness.suite.Workload;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * One run of an arm on a workload, as its history keeps it.
 *
 * @param time when the run started, UTC
 * @param runId the run
 * @param commit the revision measured
 * @param plan see {@link Workload#fingerprint()}
 * @param machine see {@link Surroundings#inShort}
 * @param validity whether its numbers may be believed
 * @param medians per metric the median over rounds; absent where there is none
 * @param overControl per metric the ratio to the control arm; absent where there is none
 */
public record HistoryPoint(Instant time, String runId, String commit, String plan, String machine,
        Validity validity, Map<Metric, Double> medians, Map<Metric, Double> overControl) {
    /** Whether the two can be put together. */
    boolean isLike(HistoryPoint other) {
        return plan.equals(other.plan) && machine.equals(other.machine);
    }

    private static String plan(RunRecord run, Cell cell) {
        return run.suite().workloads().stream().filter(workload -> workload.name().equals(cell.workload()))
                .map(Workload::fingerprint).findFirst().orElse("");
    }

    /** What a run says of an arm and workload. */
    static HistoryPoint of(RunRecord run, Cell cell) {
        Map<Metric, Double> medians = new EnumMap<>(Metric.class);
        Map<Metric, Double> overControl = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            double median = Medians.median(cell.forks().stream().map(ForkRecord::metrics)
                    .map(metrics -> metrics.get(metric)).filter(Objects::nonNull).mapToDouble(Double::doubleValue));
            if (Double.isFinite(median)) {
                medians.put(metric, median);
                SessionRatios.logRatio(run, cell.arm(), cell.workload(), metric)
                        .ifPresent(logRatio -> overControl.put(metric, Math.exp(logRatio)));
            }
        }
        return new HistoryPoint(run.startedAt(), run.runId(), run.environment().commit(), plan(run, cell),
                Surroundings.inShort(run.environment()), cell.validity(), medians, overControl);
    }
}
