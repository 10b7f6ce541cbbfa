package io.fetchbench.harness.compare;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.Names;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.session.Judge;
import io.fetchbench.harness.session.Session;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.verdict.Baseline;
import io.fetchbench.harness.verdict.BaselineRatio;
import io.fetchbench.harness.verdict.Finding;
import io.fetchbench.harness.verdict.Gate;
import io.fetchbench.harness.verdict.VerdictKind;
import io.fetchbench.harness.verdict.VerdictRecord;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Measures what a baseline holds once more and compares; where that shows a regression, once again, for it must recur.
 *
 * @param baseline what was measured before
 * @param file where it is from
 * @param styles those of its arms that are looked at; empty for all
 * @param gate what was declared
 * @param reader knows the styles
 */
public record BaselineComparison(Baseline baseline, Path file, List<String> styles, Gate gate, ArmReader reader) {
    /**
     * Measures.
     *
     * @param results folder that the runs' own folders are made in
     * @param command the words after {@code bench}, for the record
     * @param out for progress
     * @param terminal whether that is a terminal
     * @return the verdicts, in the folder of the last run
     * @throws UserError if the baseline has no such style or metric, or a session can't go on
     */
    public LiveComparison.Outcome run(Path results, List<String> command, PrintStream out, boolean terminal) {
        baseline.requireMetricsOf(gate);
        Baseline wanted = narrowed();
        List<Arm> arms = Arm.withControl(wanted.ratios().stream().map(BaselineRatio::arm).distinct().map(reader::read)
                .toList());
        var suite = new Suite("check", "against " + file.getFileName(), List.of(), wanted.workloads());
        var session = new Session(suite, arms, results, command, out, terminal);
        return compare(wanted, arms, session::run, command, out);
    }

    /** What is measured comes from the supplier, a whole session each time. */
    LiveComparison.Outcome compare(Baseline wanted, List<Arm> arms, Supplier<Session.Outcome> sessions,
            List<String> command, PrintStream out) {
        List<RunRecord> runs = new ArrayList<>();
        Session.Outcome last = sessions.get();
        runs.add(last.run());
        if (wanted.compare(runs, gate).stream().anyMatch(BaselineComparison::isRegression)) {
            out.println("A regression must recur: measuring a second time");
            last = sessions.get();
            runs.add(last.run());
        }
        var record = new VerdictRecord(last.run().startedAt(), command, file.toString(), last.run().environment(), gate,
                wanted.compare(runs, gate).stream().map(finding -> doubted(finding, runs)).toList());
        VerdictFiles.write(last.directory(), last.run(), record);
        return new LiveComparison.Outcome(last.directory(), record,
                broken(arms, runs));
    }

    private static Finding doubted(Finding finding, List<RunRecord> runs) {
        Workload workload = runs.getLast().suite().workloads().stream()
                .filter(planned -> planned.name().equals(finding.workload())).findFirst().orElseThrow();
        return finding.withDoubts(Judge.ofMachine(workload, runs.stream()
                .flatMap(run -> run.cellsOf(workload.name()).stream()).flatMap(cell -> cell.forks().stream())
                .toList()));
    }

    /** Where the control arm does no better, the place is to blame. */
    private static List<String> broken(List<Arm> arms, List<RunRecord> runs) {
        return arms.stream().map(Arm::name).filter(arm -> runs.stream()
                .anyMatch(run -> isFaulty(run, arm) && !isFaulty(run, Baseline.CONTROL))).toList();
    }

    private static boolean isFaulty(RunRecord run, String arm) {
        return run.suite().workloads().stream().anyMatch(workload -> run.cellsOf(workload.name()).stream()
                .anyMatch(cell -> cell.arm().equals(arm) && !Judge.ofStyle(workload, cell.forks()).isEmpty()));
    }

    private static boolean isRegression(Finding finding) {
        return finding.verdict().kind() == VerdictKind.REGRESSION;
    }

    /** The baseline as far as it is looked at. */
    Baseline narrowed() {
        List<String> known = baseline.ratios().stream().map(BaselineRatio::arm).distinct().toList();
        styles.stream().filter(style -> !known.contains(style)).findFirst().ifPresent(style -> {
            throw Names.unknown("style of the baseline", style, known);
        });
        return new Baseline(baseline.createdAt(), baseline.runs(), baseline.environment(), baseline.workloads(),
                baseline.ratios().stream().filter(ratio -> styles.isEmpty() || styles.contains(ratio.arm())).toList());
    }
}
