package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.stats.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One workload's answer in plain words, built from the figures of its table.
 *
 * <p>It describes what was seen. An arm is said to need more than the one with the least only if it did so in every
 * round, and nothing is said of spread where there was one round.
 *
 * @param workload its name
 * @param warning what must be known first; empty if nothing
 * @param text the answer
 */
record Headline(String workload, String warning, String text) {

    static Headline of(WorkloadTable table) {
        List<ArmRow> usable = table.measured().stream().filter(row -> !row.invalid()).toList();
        List<String> sentences = new ArrayList<>();
        makespan(usable).ifPresent(sentences::add);
        cpu(usable).ifPresent(sentences::add);
        String text = sentences.isEmpty() ? "no figures that can be used" : String.join(". ", sentences);
        return new Headline(table.name(), warning(table), text + ".");
    }

    private static String warning(WorkloadTable table) {
        List<String> warnings = new ArrayList<>();
        names(table.measured().stream().filter(ArmRow::invalid).toList())
                .ifPresent(names -> warnings.add("INVALID, left out here: " + names + "."));
        names(table.rows().stream().filter(row -> !row.measured()).toList())
                .ifPresent(names -> warnings.add("No figures for " + names + "."));
        names(table.measured().stream().filter(row -> row.validity() == Validity.SUSPECT).toList())
                .ifPresent(names -> warnings.add("SUSPECT: " + names + "."));
        return String.join(" ", warnings);
    }

    private static Optional<String> names(List<ArmRow> rows) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream().map(ArmRow::arm).collect(Collectors.joining(", ")));
    }

    private static Optional<String> makespan(List<ArmRow> rows) {
        List<ArmRow> byMakespan = sorted(rows, Metric.MAKESPAN);
        if (byMakespan.isEmpty()) {
            return Optional.empty();
        }
        ArmRow first = byMakespan.getFirst();
        ArmRow last = byMakespan.getLast();
        return Optional.of(byMakespan.size() == 1
                ? "done in " + makespanOf(first)
                : "done in " + makespanOf(first) + " (" + first.arm() + ") to " + makespanOf(last) + " (" + last.arm()
                        + ")");
    }

    private static String makespanOf(ArmRow row) {
        Figure ideal = row.figure(Column.IDEAL);
        return row.figure(Column.MAKESPAN).value() + " ms"
                + (ideal == Figure.NONE ? "" : ", " + ideal.value() + "× ideal");
    }

    private static Optional<String> cpu(List<ArmRow> rows) {
        List<ArmRow> byCpu = sorted(rows, Metric.CPU);
        if (byCpu.isEmpty()) {
            return Optional.empty();
        }
        ArmRow least = byCpu.getFirst();
        String value = named(least) + " used " + least.figure(Column.CPU).value() + " µs of CPU per fetch";
        List<String> others = byCpu.stream().skip(1).flatMap(row -> against(least, row).stream()).toList();
        return Optional.of(others.isEmpty() ? value : value + ", the least; " + String.join("; ", others));
    }

    private static Optional<String> against(ArmRow least, ArmRow row) {
        return Ratio.of(row.cell(), least.cell(), Metric.CPU).flatMap(Spread::of).map(ratio -> {
            Figure figure = Figure.of(ratio, 3, 2);
            if (ratio.rounds() == 1) {
                return named(row) + " " + figure.value() + "× that (one round)";
            }
            String range = figure.range() + " over " + ratio.rounds() + " rounds)";
            return ratio.lowest() > 1
                    ? named(row) + " " + figure.value() + "× that (" + range
                    : named(row) + " not told apart from it (" + figure.value() + "×, " + range;
        });
    }

    private static String named(ArmRow row) {
        return row.arm() + (row.wholeStack() ? " (whole stack)" : "");
    }

    private static List<ArmRow> sorted(List<ArmRow> rows, Metric metric) {
        return rows.stream().filter(row -> row.spread(metric).isPresent())
                .sorted(Comparator.comparingDouble(row -> row.spread(metric).orElseThrow().middle())).toList();
    }

    /** {@return all of it as one line} */
    String line() {
        return workload + ": " + (warning.isEmpty() ? "" : warning + " ") + text;
    }
}
