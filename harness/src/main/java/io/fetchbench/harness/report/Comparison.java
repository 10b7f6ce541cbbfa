package io.fetchbench.harness.report;

import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.suite.Workload;
import java.util.List;

/**
 * Runs made ready to be shown: what terminal, Markdown and HTML have in common.
 *
 * @param runs one, or several side by side
 * @param tables one a workload, in the suites' order
 */
record Comparison(List<ReportedRun> runs, List<WorkloadTable> tables) {
    /** What the mark at an arm's name means. */
    static final String WHOLE_STACK = "whole stack: brings its own HTTP client, so its figures compare more than concurrency";
    /** What must be known of runs side by side. */
    static final String SEVERAL_RUNS = "Absolute figures of other machines, JDKs and days differ for reasons of their own, so compare no"
            + " figure of one run with a figure of another. Ratios are over an arm of the same run; whether two runs' ratios"
            + " differ, no statistic here says.";

    static Comparison of(RunRecord run, RunDirectory directory) {
        return of(List.of(ReportedRun.alone(run, directory)));
    }

    static Comparison of(List<ReportedRun> runs) {
        return new Comparison(runs, runs.stream().flatMap(run -> run.record().suite().workloads().stream())
                .map(Workload::name).distinct().map(name -> WorkloadTable.of(runs, name)).toList());
    }

    /** {@return the first run, the only one but for runs side by side} */
    RunRecord run() {
        return runs.getFirst().record();
    }

    boolean hasWholeStack() {
        return tables.stream().anyMatch(WorkloadTable::hasWholeStack);
    }
}
