package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.text.Numbers;
import io.fetchbench.harness.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The arms on one workload, side by side.
 *
 * @param workload what was run, as the first run that has it planned it; rows have their own
 * @param rows one an arm, in order of run and of arm, those without figures too
 * @param notes what else is to be known about all of them
 */
record WorkloadTable(Workload workload, List<ArmRow> rows, List<Remark> notes) {

    static WorkloadTable of(List<ReportedRun> runs, String name) {
        List<ReportedRun> having = runs.stream().filter(run -> workload(run, name).isPresent()).toList();
        Workload first = planned(having.getFirst(), name);
        List<List<Cell>> cells = having.stream().map(run -> run.record().cellsOf(name)).toList();
        Optional<String> common = commonReference(cells);
        return new WorkloadTable(first, IntStream.range(0, having.size())
                .mapToObj(i -> rows(having.get(i), planned(having.get(i), name), cells.get(i), common))
                .flatMap(List::stream).toList(),
                having.stream().flatMap(run -> differing(run, first).stream()).toList());
    }

    /** The first arm that has figures that may be used in every run: else ratios would be over one arm here and another there. */
    private static Optional<String> commonReference(List<List<Cell>> runs) {
        return runs.getFirst().stream().map(Cell::arm).filter(
                arm -> runs.stream().allMatch(cells -> cells.stream().anyMatch(cell -> cell.arm().equals(arm)
                        && usable(cell))))
                .findFirst();
    }

    private static boolean usable(Cell cell) {
        return !cell.forks().isEmpty() && cell.validity() != Validity.INVALID;
    }

    private static Optional<Workload> workload(ReportedRun run, String name) {
        return run.record().suite().workloads().stream().filter(workload -> workload.name().equals(name)).findFirst();
    }

    private static Workload planned(ReportedRun run, String name) {
        return workload(run, name).orElseThrow();
    }

    private static Optional<Remark> differing(ReportedRun run, Workload first) {
        String conditions = Facts.otherConditions(planned(run, first.name()), first);
        return conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Remark("!", "run " + run.label(), "other conditions", conditions));
    }

    private static List<ArmRow> rows(ReportedRun run, Workload workload, List<Cell> cells, Optional<String> common) {
        Optional<Cell> reference = cells.stream().filter(cell -> common.filter(cell.arm()::equals).isPresent())
                .findFirst().or(() -> reference(cells));
        return cells.stream().map(cell -> ArmRow.of(run, workload, cell, reference)).toList();
    }

    /** The first arm with figures that may be used; the first with any if none may. */
    private static Optional<Cell> reference(List<Cell> cells) {
        return cells.stream().filter(WorkloadTable::usable).findFirst()
                .or(() -> cells.stream().filter(cell -> !cell.forks().isEmpty()).findFirst());
    }

    List<Column> columns() {
        return Column.of(workload.drive());
    }

    /** {@return the rows that have figures} */
    List<ArmRow> measured() {
        return rows.stream().filter(ArmRow::measured).toList();
    }

    /** {@return the rows that answers are drawn from: no invalid ones, and no instruments beside styles} */
    List<ArmRow> answering() {
        boolean styles = rows.stream().anyMatch(row -> !row.instrument());
        return measured().stream().filter(row -> !row.invalid()).filter(row -> !(styles && row.instrument())).toList();
    }

    /** {@return the workload's name, fit to be shown} */
    String name() {
        return Text.name(workload.name());
    }

    /** {@return the runs that have rows, in order} */
    List<ReportedRun> runs() {
        return rows.stream().map(ArmRow::run).distinct().toList();
    }

    /** {@return the same table with the rows of one of its runs alone, and with what that run planned} */
    WorkloadTable only(ReportedRun run) {
        List<ArmRow> own = rows.stream().filter(row -> row.run() == run).toList();
        return new WorkloadTable(own.getFirst().workload(), own, notes);
    }

    /** {@return how often it was measured; where runs differ in that, each with the runs it is of} */
    String rounds() {
        Map<String, Set<String>> runs = rows.stream().collect(Collectors.groupingBy(
                row -> Facts.rounds(row.workload()), LinkedHashMap::new,
                Collectors.mapping(row -> "run " + row.run().label(), Collectors.toCollection(LinkedHashSet::new))));
        if (runs.size() < 2) {
            return runs.keySet().stream().findFirst().orElse(Facts.rounds(workload));
        }
        return runs.entrySet().stream()
                .map(rounds -> rounds.getKey() + " (" + String.join(", ", rounds.getValue()) + ")")
                .collect(Collectors.joining("; "));
    }

    boolean hasWholeStack() {
        return rows.stream().anyMatch(ArmRow::wholeStack);
    }

    /** {@return what is to be said under the table: the same of several arms said once} */
    List<Remark> folded() {
        return FoldedRemarks.of(remarks(), rows.size());
    }

    /** {@return all there is to say, in order of arm} */
    List<Remark> remarks() {
        List<Remark> remarks = new ArrayList<>(notes);
        if (rows.isEmpty()) {
            remarks.add(new Remark(Numbers.NONE, name(), "not run", ""));
        }
        for (ArmRow row : rows) {
            remarks.addAll(Remark.of(row));
        }
        runs().forEach(run -> Outcomes.percentOk(only(run))
                .ifPresent(percent -> remarks.add(Remark.ofLatencies(run, percent))));
        return remarks;
    }
}
