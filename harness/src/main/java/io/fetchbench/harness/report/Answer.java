package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.stats.Ratio;
import io.fetchbench.harness.text.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Sentences on how the arms of one workload compare.
 *
 * <p>They describe what was seen. An arm is said to need more than another only if it did so in every round (or if the
 * interval says so, where there are enough rounds for one), and nothing is said of spread where there was one round.
 *
 * @param rows arms whose figures may be used
 * @param marked whether to mark those among them that are suspect
 */
record Answer(List<ArmRow> rows, boolean marked) {
    /** Makespans at most this far apart, as a fraction, are told as one. */
    private static final double CLOSE = 0.05;
    /** Latencies are kept in steps of up to a thousandth, so that equal ones may differ by as much either way. */
    private static final double STEPS = 0.002;

    /** A batch's: who is done when. */
    Optional<String> makespan() {
        List<ArmRow> sorted = sorted(row -> middle(row, Metric.MAKESPAN));
        if (sorted.size() < 2) {
            return Optional.empty();
        }
        double apart = apart(sorted);
        if (apart <= CLOSE) {
            return Optional.of((sorted.size() == 2 ? "Both" : "All " + sorted.size()) + " are done within "
                    + percentAtMost(apart) + " % of each other" + inEveryRound(sorted.getFirst()) + ".");
        }
        ArmRow first = sorted.getFirst();
        ArmRow last = sorted.getLast();
        boolean told = toldApart(first, last, Metric.MAKESPAN);
        return Optional.of("Done in " + makespanOf(first) + ", " + named(first) + ", to " + makespanOf(last) + ", "
                + named(last) + (told ? "." : ", not told apart."));
    }

    private static String inEveryRound(ArmRow row) {
        return row.cell().forks().size() == 1 ? "" : " in every round";
    }

    /** How far the longest round of any is over the shortest round of any, as a fraction. */
    private static double apart(List<ArmRow> rows) {
        double shortest = rows.stream().flatMapToDouble(row -> row.perRound(Metric.MAKESPAN)).min().orElseThrow();
        double longest = rows.stream().flatMapToDouble(row -> row.perRound(Metric.MAKESPAN)).max().orElseThrow();
        return longest / shortest - 1;
    }

    private static String percentAtMost(double fraction) {
        return BigDecimal.valueOf(100 * fraction).setScale(1, RoundingMode.CEILING).toPlainString();
    }

    private static String makespanOf(ArmRow row) {
        Figure ideal = row.figure(Column.IDEAL);
        return row.figure(Column.MAKESPAN).value() + " ms"
                + (ideal.equals(Figure.NONE) ? "" : " (" + ideal.value() + "× ideal)");
    }

    /** The figures behind it. */
    Optional<String> makespans() {
        List<ArmRow> sorted = sorted(row -> middle(row, Metric.MAKESPAN));
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(sorted.stream().map(row -> named(row) + " " + row.figure(Column.MAKESPAN).value())
                        .collect(Collectors.joining(", ", "Makespan in ms: ", ".")));
    }

    /** An open drive's: what an arriving caller meets. */
    Optional<String> latency() {
        return fromTo(sorted(row -> row.intendedMillis(99)), "p99 from the intended start: ", Column.INTENDED_P99,
                Metric.INTENDED_P99);
    }

    /** A cancelled batch's: how soon everything is free. */
    Optional<String> release() {
        return fromTo(sorted(row -> middle(row, Metric.RELEASE)), "Everything free after ", Column.RELEASE,
                Metric.RELEASE);
    }

    private Optional<String> fromTo(List<ArmRow> sorted, String what, Column column, Metric metric) {
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        ArmRow first = sorted.getFirst();
        ArmRow last = sorted.getLast();
        if (sorted.size() > 1 && first.figure(column).value().equals(last.figure(column).value())) {
            return Optional.of(what + first.figure(column).value() + " ms in all " + sorted.size() + ".");
        }
        String from = what + first.figure(column).value() + " ms, " + named(first);
        return Optional.of(sorted.size() == 1
                ? from + "."
                : from + ", to " + last.figure(column).value() + " ms, " + named(last)
                        + (toldApart(first, last, metric) ? "." : ", not told apart."));
    }

    /** What a fetch that waits keeps on the heap; nothing where the difference drowns in the process's own ups and downs. */
    Optional<String> memory() {
        List<ArmRow> sorted = sorted(row -> middle(row, Metric.HEAP_IN_FLIGHT));
        if (sorted.size() < 2 || middle(sorted.getFirst(), Metric.HEAP_IN_FLIGHT) <= 0) {
            return Optional.empty();
        }
        ArmRow first = sorted.getFirst();
        ArmRow last = sorted.getLast();
        boolean told = toldApart(first, last, Metric.HEAP_IN_FLIGHT);
        return Optional.of("A fetch in flight keeps " + kibibytes(first) + " KiB of heap, " + named(first) + ", to "
                + kibibytes(last) + " KiB, " + named(last) + (told ? "." : ", not told apart."));
    }

    private static String kibibytes(ArmRow row) {
        return Figure.of(middle(row, Metric.HEAP_IN_FLIGHT) / 1024, 3, 1).value();
    }

    /** Which arm needs the least processor time, and how much more the others do. */
    Optional<String> cpu() {
        List<ArmRow> sorted = sorted(row -> middle(row, Metric.CPU));
        if (sorted.size() < 2) {
            return Optional.empty();
        }
        Optional<ArmRow> found = leastCpu(rows);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        ArmRow least = found.get();
        if (sorted.stream().anyMatch(row -> over(least, row, Metric.CPU).isEmpty())) {
            return Optional.of("Not all arms took turns with each other, so none is said to need the least CPU.");
        }
        List<ArmRow> others = sorted.stream().filter(row -> row != least).toList();
        List<ArmRow> more = others.stream()
                .filter(row -> toldApart(least, row, Metric.CPU))
                .sorted(Comparator.comparingDouble(row -> cpuOver(least, row).middle())).toList();
        if (more.isEmpty()) {
            return Optional.of("No difference in CPU per fetch told apart.");
        }
        List<ArmRow> alike = others.stream().filter(row -> !more.contains(row)).toList();
        String besides = alike.isEmpty()
                ? ""
                : " (not told apart from it: " + alike.stream().map(this::named).collect(Collectors.joining(", "))
                        + ")";
        return Optional.of(named(least) + " used the least CPU per fetch" + besides + "; " + factors(least, more)
                + (cpuOver(least, more.getFirst()).isInterval() ? "." : inEach(least)));
    }

    /**
     * {@return the arm with the lowest figure among those that no other is below in every round; a lower figure of its own is
     * not enough, for turns are compared with turns beside them}
     */
    static Optional<ArmRow> leastCpu(List<ArmRow> rows) {
        List<ArmRow> sorted = sorted(rows, row -> middle(row, Metric.CPU));
        return sorted.stream().filter(row -> sorted.stream().noneMatch(other -> toldApart(other, row, Metric.CPU)))
                .findFirst();
    }

    private static String inEach(ArmRow least) {
        int rounds = least.cell().forks().size();
        return rounds == 1 ? ", in the one round there was." : ", more in each of " + rounds + " rounds.";
    }

    private String factors(ArmRow least, List<ArmRow> more) {
        ArmRow last = more.getLast();
        String most = factor(least, last) + "×";
        return more.size() == 1
                ? named(last) + " used " + most
                : "others used " + factor(least, more.getFirst()) + "× (" + named(more.getFirst()) + ") to " + most
                        + " (" + named(last) + ")";
    }

    private static String factor(ArmRow least, ArmRow row) {
        return Figure.of(cpuOver(least, row).middle(), 3, 2).text();
    }

    private static Spread cpuOver(ArmRow least, ArmRow row) {
        return over(least, row, Metric.CPU).orElseThrow();
    }

    /** The figures behind it. */
    Optional<String> cpuOfEach() {
        List<ArmRow> sorted = sorted(row -> middle(row, Metric.CPU));
        if (sorted.isEmpty()) {
            return Optional.empty();
        }
        ArmRow least = leastCpu(rows).orElse(sorted.getFirst());
        String value = "CPU per fetch: " + named(least) + " " + least.figure(Column.CPU).value() + " µs";
        List<ArmRow> others = sorted.stream().filter(row -> row != least)
                .filter(row -> over(least, row, Metric.CPU).isPresent())
                .sorted(Comparator.comparingDouble(row -> cpuOver(least, row).middle())).toList();
        if (others.isEmpty()) {
            return Optional.of(value + ".");
        }
        int rounds = least.cell().forks().size();
        String over = cpuOver(least, others.getFirst()).isInterval()
                ? "; median of " + rounds + " rounds and its 95 % interval: "
                : rounds == 1 ? "; in one round: " : "; median, lowest and highest of " + rounds + " rounds: ";
        return Optional.of(value + over
                + others.stream().map(row -> against(least, row)).collect(Collectors.joining(", ")) + ".");
    }

    private String against(ArmRow least, ArmRow row) {
        Spread ratio = cpuOver(least, row);
        Figure figure = Figure.of(ratio, 3, 2);
        String fewer = ratio.rounds() < least.cell().forks().size() ? " in " + ratio.rounds() + " of them" : "";
        String range = figure.hasRange() ? " (" + figure.range() + ")" : "";
        return named(row) + " " + figure.value() + "×" + range + fewer;
    }

    /** {@return a metric of an arm over another's, where both have it in a round} */
    static Optional<Spread> over(ArmRow least, ArmRow row, Metric metric) {
        return Ratio.of(row.cell(), least.cell(), metric).map(Spread::of);
    }

    /** Arms that did not take turns with each other are not: the machine may have been another. */
    private static boolean toldApart(ArmRow least, ArmRow row, Metric metric) {
        boolean beside = least.cell().forks().getFirst().isBeside(row.cell().forks().getFirst());
        double bound = metric == Metric.INTENDED_P99 ? 1 + STEPS : 1;
        return beside && over(least, row, metric).filter(ratio -> ratio.lowest() > bound).isPresent();
    }

    private String named(ArmRow row) {
        String suspect = marked && row.validity() == Validity.SUSPECT ? " [SUSPECT]" : "";
        return Text.name(row.cell().arm()) + suspect + (row.wholeStack() ? " †" : "");
    }

    private static double middle(ArmRow row, Metric metric) {
        return row.spread(metric).map(Spread::middle).orElse(Double.NaN);
    }

    private List<ArmRow> sorted(ToDoubleFunction<ArmRow> value) {
        return sorted(rows, value);
    }

    private static List<ArmRow> sorted(List<ArmRow> rows, ToDoubleFunction<ArmRow> value) {
        return rows.stream().filter(row -> Double.isFinite(value.applyAsDouble(row)))
                .sorted(Comparator.comparingDouble(value)).toList();
    }
}
