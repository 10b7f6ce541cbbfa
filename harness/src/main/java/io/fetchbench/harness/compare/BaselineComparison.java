package io.fetchbench.harness.compare;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.Names;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
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
import java.util.stream.Stream;

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
        // All of them, for what one costs depends on whose slices are before its own.
        List<Arm> arms = Arm.withControl(arms(baseline).map(reader::read).toList());
        var suite = new Suite("check", "against " + file.getFileName(), List.of(), wanted.workloads());
        var session = new Session(suite, arms, results, command, out, terminal);
        return compare(wanted, session::run, command, out);
    }

    /** What is measured comes from the supplier, a whole session each time. */
    LiveComparison.Outcome compare(Baseline wanted, Supplier<Session.Outcome> sessions, List<String> command,
            PrintStream out) {
        List<RunRecord> runs = new ArrayList<>();
        Session.Outcome last = sessions.get();
        runs.add(last.run());
        if (findings(wanted, runs).anyMatch(BaselineComparison::isRegression)) {
            out.println("A regression must recur: measuring a second time");
            last = sessions.get();
            runs.add(last.run());
        }
        var record = new VerdictRecord(last.run().startedAt(), command, file.toString(), last.run().environment(), gate,
                findings(wanted, runs).map(finding -> doubted(finding, runs)).toList());
        VerdictFiles.write(last.directory(), last.run(), record);
        return new LiveComparison.Outcome(last.directory(), record, arms(wanted)
                .filter(arm -> runs.stream().anyMatch(run -> isBroken(run, arm))).toList());
    }

    private static Stream<String> arms(Baseline baseline) {
        return baseline.ratios().stream().map(BaselineRatio::arm).distinct();
    }

    private Stream<Finding> findings(Baseline wanted, List<RunRecord> runs) {
        return wanted.compare(runs.stream().map(BaselineComparison::withSlowOnes).toList(), gate).stream()
                .map(finding -> believed(finding, runs));
    }

    /** What a style costs that is too slow for the rate, and does nothing else wrong, is looked at all the same. */
    private static RunRecord withSlowOnes(RunRecord run) {
        return run.with(run.cells().stream().map(cell -> isSlow(run, cell)
                ? new Cell(cell.arm(), cell.style(), cell.stack(), cell.workload(), Validity.SUSPECT, cell.reasons(),
                        cell.forks())
                : cell).toList());
    }

    private static boolean isSlow(RunRecord run, Cell cell) {
        Workload workload = planned(run, cell.workload());
        return cell.validity() == Validity.INVALID && !cell.arm().equals(Baseline.CONTROL)
                && cell.forks().size() == workload.rounds() && Judge.ofStyle(workload, cell.forks()).isEmpty()
                && !Judge.ofRate(workload, cell.forks()).isEmpty();
    }

    /** Such a style can be shown to be slower, and nothing else. */
    private static Finding believed(Finding finding, List<RunRecord> runs) {
        List<String> slow = runs.stream()
                .flatMap(run -> run.cellsOf(finding.workload()).stream()
                        .filter(cell -> cell.arm().equals(finding.arm()) && isSlow(run, cell))
                        .flatMap(cell -> Judge.ofRate(planned(run, cell.workload()), cell.forks()).stream()))
                .distinct().toList();
        if (slow.isEmpty() || isRegression(finding)) {
            return finding.withDoubts(slow);
        }
        return finding.instead(VerdictKind.INVALID, slow.stream().map((finding.arm() + ": ")::concat).toList());
    }

    private static Workload planned(RunRecord run, String name) {
        return run.suite().workloads().stream().filter(workload -> workload.name().equals(name)).findFirst()
                .orElseThrow();
    }

    private static Finding doubted(Finding finding, List<RunRecord> runs) {
        Workload workload = planned(runs.getLast(), finding.workload());
        return finding.withDoubts(Judge.ofMachine(workload, runs.stream()
                .flatMap(run -> run.cellsOf(workload.name()).stream()).flatMap(cell -> cell.forks().stream())
                .toList()));
    }

    /** Where the control arm does no better on the same workload, the place is to blame. */
    private static boolean isBroken(RunRecord run, String arm) {
        return run.suite().workloads().stream()
                .anyMatch(workload -> isFaulty(run, workload, arm) && !isFaulty(run, workload, Baseline.CONTROL));
    }

    private static boolean isFaulty(RunRecord run, Workload workload, String arm) {
        return run.cellsOf(workload.name()).stream()
                .anyMatch(cell -> cell.arm().equals(arm) && !Judge.ofStyle(workload, cell.forks()).isEmpty());
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
