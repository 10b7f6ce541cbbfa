package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.stats.Ratio;
import java.math.BigDecimal;
import java.math.RoundingMode;
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
    /** Makespans at most this far apart, as a fraction, are told as one. */
    private static final double CLOSE = 0.05;

    static Headline of(WorkloadTable table) {
        List<ArmRow> usable = table.measured().stream().filter(row -> !row.invalid()).toList();
        List<String> sentences = new ArrayList<>();
        makespan(usable).ifPresent(sentences::add);
        cpu(usable).ifPresent(sentences::add);
        if (sentences.isEmpty()) {
            sentences.add("No figures that can be used.");
        }
        names(table.rows().stream().filter(row -> !row.measured()).toList())
                .ifPresent(names -> sentences.add("Not measured: " + names + "."));
        return new Headline(table.name(), warning(table), String.join(" ", sentences));
    }

    private static String warning(WorkloadTable table) {
        return names(table.measured().stream().filter(ArmRow::invalid).toList())
                .map(names -> "INVALID, left out here: " + names + ".").orElse("");
    }

    private static Optional<String> names(List<ArmRow> rows) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream().map(ArmRow::arm).collect(Collectors.joining(", ")));
    }

    private static Optional<String> makespan(List<ArmRow> rows) {
        List<ArmRow> sorted = sorted(rows, Metric.MAKESPAN);
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        ArmRow first = sorted.getFirst();
        ArmRow last = sorted.getLast();
        double apart = middle(last, Metric.MAKESPAN) / middle(first, Metric.MAKESPAN) - 1;
        if (sorted.size() == 1) {
            return Optional.of(named(first) + " took " + makespanOf(first) + ".");
        }
        String both = makespanOf(first) + " (" + named(first) + ") to " + makespanOf(last) + " (" + named(last) + ").";
        return Optional.of(apart > CLOSE
                ? "Makespan from " + both
                : "Makespans of all " + sorted.size() + " within " + percentAtMost(apart) + " %: " + both);
    }

    private static String percentAtMost(double fraction) {
        return BigDecimal.valueOf(100 * fraction).setScale(1, RoundingMode.CEILING).toPlainString();
    }

    private static String makespanOf(ArmRow row) {
        Figure ideal = row.figure(Column.IDEAL);
        return row.figure(Column.MAKESPAN).value() + " ms"
                + (ideal.equals(Figure.NONE) ? "" : ", " + ideal.value() + "× ideal");
    }

    private static Optional<String> cpu(List<ArmRow> rows) {
        List<ArmRow> sorted = sorted(rows, Metric.CPU);
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        ArmRow least = sorted.getFirst();
        String value = named(least) + " used " + least.figure(Column.CPU).value() + " µs of CPU per fetch";
        List<String> others = sorted.stream().skip(1).flatMap(row -> against(least, row).stream()).toList();
        if (others.isEmpty()) {
            return Optional.of(value + ".");
        }
        int rounds = least.cell().forks().size();
        String over = rounds == 1 ? "in one round: " : "over " + rounds + " rounds: ";
        return Optional.of(value + ", the least; " + over + String.join(", ", others) + ".");
    }

    private static Optional<String> against(ArmRow least, ArmRow row) {
        return Ratio.of(row.cell(), least.cell(), Metric.CPU).flatMap(Spread::of).map(ratio -> {
            Figure figure = Figure.of(ratio, 3, 2);
            String fewer = ratio.rounds() < least.cell().forks().size() ? " in " + ratio.rounds() + " of them" : "";
            String range = figure.hasRange() ? " (" + figure.range() + ")" : "";
            boolean toldApart = ratio.lowest() > 1 || ratio.rounds() == 1;
            return named(row) + " " + figure.value() + "×" + range + fewer + (toldApart ? "" : ", not told apart");
        });
    }

    private static String named(ArmRow row) {
        List<String> notes = new ArrayList<>();
        if (row.validity() == Validity.SUSPECT) {
            notes.add("SUSPECT");
        }
        if (row.wholeStack()) {
            notes.add("whole stack");
        }
        return row.arm() + (notes.isEmpty() ? "" : " [" + String.join(", ", notes) + "]");
    }

    private static double middle(ArmRow row, Metric metric) {
        return row.spread(metric).orElseThrow().middle();
    }

    private static List<ArmRow> sorted(List<ArmRow> rows, Metric metric) {
        return rows.stream().filter(row -> row.spread(metric).isPresent())
                .sorted(Comparator.comparingDouble(row -> middle(row, metric))).toList();
    }

    /** {@return all of it as one line} */
    String line() {
        return workload + ": " + (warning.isEmpty() ? "" : warning + " ") + text;
    }
}
