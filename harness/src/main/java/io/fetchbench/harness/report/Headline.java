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
import java.util.stream.Stream;

/**
 * One workload's answer in plain words, built from the figures of its table.
 *
 * <p>It describes what was seen. An arm is said to need more than the one with the least only if it did so in every
 * round (or if the interval says so, where there are enough rounds for one), and nothing is said of spread where there
 * was one round.
 *
 * @param name the workload's
 * @param workload the same with the run's label
 * @param warning what must be known first; empty if nothing
 * @param lead the answer
 * @param text the figures behind it
 */
record Headline(String name, String workload, String warning, String lead, String text) {
    /** Makespans at most this far apart, as a fraction, are told as one. */
    private static final double CLOSE = 0.05;

    /** The headlines of a workload: one a run that has it. */
    static List<Headline> of(WorkloadTable table) {
        List<ReportedRun> runs = table.rows().stream().map(ArmRow::run).distinct().toList();
        return runs.isEmpty()
                ? List.of(of(table, table.name()))
                : runs.stream().map(run -> of(table.only(run), run.labelled(table.name()))).toList();
    }

    private static Headline of(WorkloadTable table, String name) {
        boolean styles = table.rows().stream().anyMatch(row -> !row.instrument());
        List<ArmRow> usable = table.measured().stream().filter(row -> !row.invalid())
                .filter(row -> !(styles && row.instrument())).toList();
        String lead = sentences(
                List.of(makespanLead(usable), latencyLead(usable), releaseLead(usable), cpuLead(usable)));
        String text = sentences(List.of(makespan(usable), cpu(usable), notMeasured(table)));
        return new Headline(table.name(), name, warning(table), lead.isEmpty() ? "No figures that can be used." : lead,
                text);
    }

    private static String sentences(List<Optional<String>> sentences) {
        return sentences.stream().flatMap(Optional::stream).collect(Collectors.joining(" "));
    }

    private static String warning(WorkloadTable table) {
        return names(table.measured().stream().filter(ArmRow::invalid).toList())
                .map(names -> "INVALID, left out here: " + names + ".").orElse("");
    }

    private static Optional<String> notMeasured(WorkloadTable table) {
        return names(table.rows().stream().filter(row -> !row.measured()).toList())
                .map(names -> "Not measured: " + names + ".");
    }

    private static Optional<String> names(List<ArmRow> rows) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream().map(row -> Text.name(row.cell().arm())).collect(Collectors.joining(", ")));
    }

    private static Optional<String> makespanLead(List<ArmRow> rows) {
        List<ArmRow> sorted = sorted(rows, Metric.MAKESPAN);
        if (sorted.size() < 2) {
            return Optional.empty();
        }
        double apart = apart(sorted);
        if (apart <= CLOSE) {
            return Optional.of("All " + sorted.size() + " are done within " + percentAtMost(apart)
                    + " % of each other in every round.");
        }
        ArmRow first = sorted.getFirst();
        ArmRow last = sorted.getLast();
        return Optional.of("Done in " + makespanOf(first) + ", " + named(first) + ", to " + makespanOf(last) + ", "
                + named(last) + ".");
    }

    /** How far the longest round of any is over the shortest round of any, as a fraction. */
    private static double apart(List<ArmRow> rows) {
        double shortest = rows.stream().mapToDouble(row -> spread(row, Metric.MAKESPAN).lowest()).min().orElseThrow();
        double longest = rows.stream().mapToDouble(row -> spread(row, Metric.MAKESPAN).highest()).max().orElseThrow();
        return longest / shortest - 1;
    }

    /** An open drive's: what an arriving caller meets. */
    private static Optional<String> latencyLead(List<ArmRow> rows) {
        return fromTo(rows, Metric.INTENDED_P99, "p99 from the intended start: ", Column.INTENDED_P99);
    }

    private static Optional<String> releaseLead(List<ArmRow> rows) {
        return fromTo(rows, Metric.RELEASE, "Everything free after ", Column.RELEASE);
    }

    private static Optional<String> fromTo(List<ArmRow> rows, Metric metric, String what, Column column) {
        List<ArmRow> sorted = sorted(rows, metric);
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        ArmRow first = sorted.getFirst();
        ArmRow last = sorted.getLast();
        String from = what + first.figure(column).value() + " ms, " + named(first);
        return Optional.of(
                sorted.size() == 1 ? from + "."
                        : from + ", to " + last.figure(column).value() + " ms, " + named(last) + ".");
    }

    private static Optional<String> makespan(List<ArmRow> rows) {
        List<ArmRow> sorted = sorted(rows, Metric.MAKESPAN);
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(sorted.stream().map(row -> named(row) + " " + makespanOf(row))
                .collect(Collectors.joining(", ", "Makespan: ", ".")));
    }

    private static String percentAtMost(double fraction) {
        return BigDecimal.valueOf(100 * fraction).setScale(1, RoundingMode.CEILING).toPlainString();
    }

    private static String makespanOf(ArmRow row) {
        Figure ideal = row.figure(Column.IDEAL);
        return row.figure(Column.MAKESPAN).value() + " ms"
                + (ideal.equals(Figure.NONE) ? "" : " (" + ideal.value() + "× ideal)");
    }

    private static Optional<String> cpuLead(List<ArmRow> rows) {
        List<ArmRow> sorted = sorted(rows, Metric.CPU);
        if (sorted.size() < 2) {
            return Optional.empty();
        }
        ArmRow least = sorted.getFirst();
        List<ArmRow> others = sorted.subList(1, sorted.size());
        List<ArmRow> more = others.stream().filter(row -> over(least, row).filter(Headline::toldApart).isPresent())
                .sorted(Comparator.comparingDouble(row -> over(least, row).orElseThrow().middle())).toList();
        if (more.isEmpty()) {
            return Optional.of("No difference in CPU per fetch told apart.");
        }
        List<ArmRow> leading = sorted.stream().filter(row -> !more.contains(row)).toList();
        String names = leading.stream().map(Headline::named).collect(Collectors.joining(", "));
        return Optional.of(names + (leading.size() == 1 ? "" : ", not told apart,") + " used the least CPU in "
                + (least.cell().forks().size() == 1
                        ? "the one round there was; "
                        : "each of " + least.cell().forks().size() + " rounds; ")
                + factors(least, more)
                + ".");
    }

    private static String factors(ArmRow least, List<ArmRow> more) {
        ArmRow last = more.getLast();
        String most = named(last) + " used " + factor(least, last) + "×";
        return more.size() == 1 ? most : most + ", others from " + factor(least, more.getFirst()) + "×";
    }

    private static String factor(ArmRow least, ArmRow row) {
        return Figure.of(over(least, row).orElseThrow().middle(), 3, 2).text();
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

    private static Optional<Spread> over(ArmRow least, ArmRow row) {
        return Ratio.of(row.cell(), least.cell(), Metric.CPU).map(Spread::of);
    }

    private static boolean toldApart(Spread ratio) {
        return ratio.lowest() > 1;
    }

    private static Optional<String> against(ArmRow least, ArmRow row) {
        return over(least, row).map(ratio -> {
            Figure figure = Figure.of(ratio, 3, 2);
            String fewer = ratio.rounds() < least.cell().forks().size() ? " in " + ratio.rounds() + " of them" : "";
            String range = figure.hasRange() ? " (" + figure.range() + ")" : "";
            boolean told = toldApart(ratio) || ratio.rounds() == 1;
            return named(row) + " " + figure.value() + "×" + range + fewer + (told ? "" : ", not told apart");
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
        return Text.name(row.cell().arm()) + (notes.isEmpty() ? "" : " [" + String.join(", ", notes) + "]");
    }

    private static Spread spread(ArmRow row, Metric metric) {
        return row.spread(metric).orElseThrow();
    }

    private static List<ArmRow> sorted(List<ArmRow> rows, Metric metric) {
        return rows.stream().filter(row -> row.spread(metric).isPresent())
                .sorted(Comparator.comparingDouble(row -> spread(row, metric).middle())).toList();
    }

    /** {@return all of it as one line} */
    String line() {
        return Stream.of(workload + ":", warning, lead, text).filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
