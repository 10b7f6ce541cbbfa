package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.stats.Ratio;
import io.fetchbench.harness.suite.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arms on one workload, side by side.
 *
 * @param workload what was run
 * @param rows one an arm, in the run's order, those without figures too
 */
record WorkloadTable(Workload workload, List<ArmRow> rows) {

    static WorkloadTable of(RunRecord run, Workload workload, LatencyLogs logs) {
        List<Cell> cells = run.cellsOf(workload.name());
        Optional<Cell> reference = reference(cells);
        return new WorkloadTable(workload, cells.stream().map(cell -> row(cell, reference, logs)).toList());
    }

    /** The first arm with figures that may be used; the first with any if none may. */
    private static Optional<Cell> reference(List<Cell> cells) {
        List<Cell> measured = cells.stream().filter(cell -> !cell.forks().isEmpty()).toList();
        return measured.stream().filter(cell -> cell.validity() != Validity.INVALID).findFirst()
                .or(() -> measured.stream().findFirst());
    }

    private static ArmRow row(Cell cell, Optional<Cell> reference, LatencyLogs logs) {
        boolean isReference = reference.filter(other -> other == cell).isPresent();
        Optional<Spread> ratio = reference.filter(_ -> !isReference)
                .flatMap(other -> Ratio.of(cell, other, Metric.CPU)).flatMap(Spread::of);
        return new ArmRow(cell, isReference, ratio, logs.merged(cell.arm(), cell.workload()));
    }

    List<Column> columns() {
        return Column.of(workload.drive());
    }

    /** {@return the rows that have figures} */
    List<ArmRow> measured() {
        return rows.stream().filter(ArmRow::measured).toList();
    }

    /** {@return the workload's name, fit to be shown} */
    String name() {
        return Text.name(workload.name());
    }

    /** {@return the arm that ratios are over; empty if none was measured} */
    Optional<ArmRow> reference() {
        return rows.stream().filter(ArmRow::reference).findFirst();
    }

    boolean hasWholeStack() {
        return rows.stream().anyMatch(ArmRow::wholeStack);
    }

    /** {@return what is to be said under the table, in order of arm} */
    List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>();
        if (rows.isEmpty()) {
            remarks.add(new Remark(Numbers.NONE, name(), "not run", ""));
        }
        for (ArmRow row : rows) {
            remarks.addAll(Remark.of(row, workload.rounds()));
        }
        return remarks;
    }
}
