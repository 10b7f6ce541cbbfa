package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * CPU per fetch of all arms on all workloads at one glance, each over the least of its workload and run.
 *
 * @param arms headings
 * @param lines one a workload, as many cells each as there are arms
 */
record Overview(List<String> arms, List<Line> lines) {
    /** A ratio from here on has the darkest shade. */
    private static final double DARKEST_RATIO = 4;
    private static final double DARKEST_SHADE = 0.4;

    /**
     * One workload.
     *
     * @param index its place on the page
     */
    record Line(int index, String name, List<Cell> cells) {}

    /**
     * One arm on one workload.
     *
     * @param mark whether the figure may be believed, empty if it may
     * @param shade opacity behind it, the darker the dearer
     */
    record Cell(String arm, String mark, String validity, boolean struck, Figure figure, String shade) {}

    static Overview of(List<WorkloadTable> tables, List<String> arms) {
        return new Overview(arms, IntStream.range(0, tables.size()).filter(i -> tables.get(i).measured().stream()
                .anyMatch(row -> row.spread(Metric.CPU).isPresent()))
                .mapToObj(i -> new Line(i, tables.get(i).name(),
                        arms.stream().map(arm -> cell(tables.get(i), arm)).toList()))
                .toList());
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    private static Cell cell(WorkloadTable table, String arm) {
        Optional<ArmRow> found = table.measured().stream().filter(row -> row.arm().equals(arm)).findFirst();
        if (found.isEmpty()) {
            return new Cell(arm, "", "", false, Figure.NONE, "0");
        }
        ArmRow row = found.get();
        Optional<ArmRow> least = least(table, row.run());
        String mark = Remark.mark(row).equals("✓") ? "" : Remark.mark(row);
        if (least.filter(other -> other == row).isPresent()) {
            return new Cell(arm, mark, row.validity().name(), false,
                    new Figure(Column.CPU.figure(row).value() + " µs", ""), "0");
        }
        Optional<Spread> over = least.flatMap(other -> Answer.over(other, row, Metric.CPU));
        Figure figure = over.map(Overview::times).orElse(Figure.NONE);
        return new Cell(arm, mark, row.validity().name(), row.invalid(), figure,
                row.invalid() ? "0" : shade(over.map(Spread::middle).orElse(1.0)));
    }

    private static Figure times(Spread ratio) {
        Figure figure = Figure.of(ratio, 3, 2);
        return new Figure(figure.value() + "×", figure.range());
    }

    private static Optional<ArmRow> least(WorkloadTable table, ReportedRun run) {
        return Answer.leastCpu(table.only(run).answering());
    }

    private static String shade(double ratio) {
        double share = Math.clamp(Math.log(ratio) / Math.log(DARKEST_RATIO), 0, 1);
        return String.format(Locale.ROOT, "%.2f", DARKEST_SHADE * share);
    }
}
