package io.fetchbench.harness.report;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * One workload's section of the page.
 *
 * @param index its place, which names its charts' elements
 * @param wholeStack what the mark at an arm's name means, if one has it
 * @param charts whether there is anything to draw
 */
record HtmlWorkload(int index, String name, String conditions, String rounds, HtmlTable comparison,
        List<Remark> remarks, List<String> wholeStack, boolean charts, HtmlTable ratios, HtmlTable percentiles,
        HtmlTable outcomes,
        HtmlTable perRound) {

    static HtmlWorkload of(int index, WorkloadTable table) {
        return new HtmlWorkload(index, table.name(), Facts.conditions(table.workload()),
                Facts.rounds(table.workload()), comparison(table), table.remarks(),
                table.hasWholeStack() ? List.of("† " + Comparison.WHOLE_STACK) : List.of(), !table.measured().isEmpty(),
                ratios(table), percentiles(table), outcomes(table), perRound(table));
    }

    private static HtmlTable comparison(WorkloadTable table) {
        List<Column> columns = table.columns();
        return HtmlTable.of("Comparison on " + table.name(), columns.stream().map(Column::title).toList(),
                table.rows(), row -> columns.stream().map(row::figure).toList());
    }

    private static HtmlTable ratios(WorkloadTable table) {
        return HtmlTable.of("CPU per fetch over the reference arm's", List.of("ratio", "lowest", "highest", "rounds"),
                table.measured(), HtmlWorkload::ratio);
    }

    private static List<Figure> ratio(ArmRow row) {
        return row.cpuRatio().map(HtmlWorkload::ratio)
                .orElse(List.of(row.figure(Column.CPU_RATIO), Figure.NONE, Figure.NONE, Figure.NONE));
    }

    private static List<Figure> ratio(Spread ratio) {
        return List.of(Figure.of(ratio.middle(), 4, 3), Figure.of(ratio.lowest(), 4, 3),
                Figure.of(ratio.highest(), 4, 3), Figure.count(ratio.rounds()));
    }

    private static HtmlTable percentiles(WorkloadTable table) {
        List<String> head = Stream.concat(Percentiles.SHOWN.stream().map(Percentiles::label), Stream.of("fetches"))
                .toList();
        return HtmlTable.of("Latency in ms, all rounds merged", head, table.measured(), HtmlWorkload::latencies);
    }

    private static List<Figure> latencies(ArmRow row) {
        List<Figure> figures = new ArrayList<>();
        Percentiles.SHOWN.forEach(percentile -> figures.add(Figure.of(row.latencyMillis(percentile), 4, 3)));
        figures.add(row.latencyNanos().map(histogram -> Figure.count(histogram.getTotalCount())).orElse(Figure.NONE));
        return figures;
    }

    private static HtmlTable outcomes(WorkloadTable table) {
        List<Outcome> kinds = Arrays.stream(Outcome.values()).filter(kind -> kind == Outcome.OK
                || table.measured().stream().anyMatch(row -> sum(row, slice -> ended(slice, kind)) > 0)).toList();
        List<String> head = new ArrayList<>(List.of("accepted"));
        kinds.forEach(kind -> head.add(kind.name()));
        head.addAll(List.of("lost", "wrong response", "repeated result"));
        return HtmlTable.of("Outcomes of all fetches, all rounds", head, table.measured(),
                row -> outcomes(row, kinds)).asEvidence();
    }

    private static List<Figure> outcomes(ArmRow row, List<Outcome> kinds) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.count(sum(row, Slice::accepted)));
        kinds.forEach(kind -> figures.add(Figure.count(sum(row, slice -> ended(slice, kind)))));
        figures.add(Figure.count(sum(row, Slice::lost)));
        figures.add(Figure.count(sum(row, Slice::wrongResponses)));
        figures.add(Figure.count(sum(row, Slice::repeatedResults)));
        return figures;
    }

    private static long ended(Slice slice, Outcome kind) {
        return slice.outcomes().getOrDefault(kind, 0L);
    }

    private static long sum(ArmRow row, ToLongFunction<Slice> count) {
        return row.cell().forks().stream().flatMap(fork -> fork.slices().stream()).mapToLong(count).sum();
    }

    private static HtmlTable perRound(WorkloadTable table) {
        List<Metric> metrics = Arrays.stream(Metric.values()).filter(metric -> table.measured().stream()
                .anyMatch(row -> row.spread(metric).isPresent())).toList();
        List<String> head = new ArrayList<>(List.of("order", "process", "warm-up slices", "warm-up variation %"));
        metrics.forEach(metric -> head.add(metric.key()));
        return new HtmlTable("Every round's own numbers", head, table.measured().stream()
                .flatMap(row -> row.cell().forks().stream().map(fork -> HtmlTable.Line.of(row,
                        "round " + (fork.round() + 1), head, round(fork, metrics))))
                .toList());
    }

    private static List<Figure> round(ForkRecord fork, List<Metric> metrics) {
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.count(fork.order() + 1));
        figures.add(Figure.count(fork.pid()));
        figures.add(Figure.count(fork.warmUp().slices()));
        Figure variation = Figure.of(100 * fork.warmUp().variation(), 3, 2);
        figures.add(fork.warmUp().converged() ? variation : new Figure(variation.value(), "not converged"));
        for (Metric metric : metrics) {
            Double value = fork.metrics().get(metric);
            figures.add(value == null ? Figure.NONE : Figure.of(value, 4, 3));
        }
        return figures;
    }
}
