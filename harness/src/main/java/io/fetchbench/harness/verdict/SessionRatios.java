package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.stats.Medians;
import io.fetchbench.harness.stats.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** How the arms of a session stand to its control arm. */
final class SessionRatios {
    private SessionRatios() {}

    /** Why a session as a whole can't be used, one phrase each. */
    static List<String> unfit(RunRecord session) {
        return session.suite().workloads().stream().flatMap(workload -> unfit(session, workload.name()).stream())
                .distinct().toList();
    }

    /** Why none of a workload's ratios can be used, one phrase each; what control did on another says nothing of this one. */
    static List<String> unfit(RunRecord session, String workload) {
        List<String> reasons = new ArrayList<>();
        if (!session.complete()) {
            reasons.add("an incomplete run: " + session.incompleteReason());
        }
        if (usable(session, Baseline.CONTROL, workload).isEmpty()) {
            reasons.add("no valid " + Baseline.CONTROL + " arm on " + workload
                    + reasons(session, Baseline.CONTROL, workload));
        }
        return reasons;
    }

    /** Which ratios of an arm a session lacks, one phrase each. */
    static List<String> missing(RunRecord session, String arm, String workload, Gate gate) {
        return gate.metrics().stream().filter(metric -> logRatio(session, arm, workload, metric).isEmpty())
                .map(metric -> "no valid " + metric.key() + " of " + arm + " on " + workload
                        + reasons(session, arm, workload))
                .toList();
    }

    /** What is said against an arm's numbers, in brackets. */
    private static String reasons(RunRecord session, String arm, String workload) {
        return session.cellsOf(workload).stream()
                .filter(cell -> cell.arm().equals(arm) && cell.validity() == Validity.INVALID)
                .map(cell -> " (" + String.join("; ", cell.reasons()) + ")").findFirst().orElse("");
    }

    /** ln(arm ÷ control); empty if either is missing or invalid. */
    static OptionalDouble logRatio(RunRecord session, String arm, String workload, Metric metric) {
        return usable(session, arm, workload)
                .flatMap(cell -> usable(session, Baseline.CONTROL, workload)
                        .flatMap(control -> Ratio.of(cell, control, metric)))
                .map(ratio -> Math.log(ratio.estimate())).filter(Double::isFinite).map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
    }

    /** The ratios of sessions that lack none, in the order of the last one's cells. */
    static List<BaselineRatio> over(List<RunRecord> sessions, Gate gate) {
        List<BaselineRatio> ratios = new ArrayList<>();
        for (Cell cell : sessions.getLast().cells()) {
            if (!cell.arm().equals(Baseline.CONTROL)) {
                gate.metrics().forEach(metric -> ratios.add(over(sessions, cell, metric)));
            }
        }
        return ratios;
    }

    private static BaselineRatio over(List<RunRecord> sessions, Cell cell, Metric metric) {
        double[] each = sessions.stream()
                .mapToDouble(session -> logRatio(session, cell.arm(), cell.workload(), metric).orElseThrow()).toArray();
        return new BaselineRatio(cell.arm(), cell.workload(), metric, Medians.mean(each), Medians.deviation(each));
    }

    private static Optional<Cell> usable(RunRecord session, String arm, String workload) {
        return session.cellsOf(workload).stream()
                .filter(cell -> cell.arm().equals(arm) && cell.validity() != Validity.INVALID).findFirst();
    }
}
