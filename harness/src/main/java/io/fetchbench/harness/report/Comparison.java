package io.fetchbench.harness.report;

import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunRecord;
import java.util.List;

/**
 * A run made ready to be shown: what terminal, Markdown and HTML have in common.
 *
 * @param run the record
 * @param tables one a workload, in the suite's order
 */
record Comparison(RunRecord run, List<WorkloadTable> tables) {
    /** What the mark at an arm's name means. */
    static final String WHOLE_STACK = "whole stack: brings its own HTTP client, so its figures compare more than concurrency";

    static Comparison of(RunRecord run, LatencyLogs logs) {
        return new Comparison(run, run.suite().workloads().stream()
                .map(workload -> WorkloadTable.of(run, workload, logs)).toList());
    }

    boolean hasWholeStack() {
        return tables.stream().anyMatch(WorkloadTable::hasWholeStack);
    }
}
