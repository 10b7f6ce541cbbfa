package io.fetchbench.harness.compare;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.stats.Interval;
import io.fetchbench.harness.stats.Medians;
import io.fetchbench.harness.stats.Proportion;
import io.fetchbench.harness.stats.SignedRank;
import io.fetchbench.harness.text.Numbers;
import io.fetchbench.harness.verdict.Bootstrap;
import io.fetchbench.harness.verdict.Gate;
import io.fetchbench.harness.verdict.Pair;
import io.fetchbench.harness.verdict.RedrawnPairs;
import io.fetchbench.harness.verdict.Step;
import io.fetchbench.harness.verdict.VerdictKind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.apache.commons.statistics.inference.OneWayAnova;

/** What the pairs of identical arms, with and without a slowdown, say of the gate: tables in Markdown. */
public final class AaFigures {
    private static final double CONFIDENCE = 0.95;
    private static final int DRAWN_SESSIONS = 10_000;
    /** Fixed, so that the same pairs give the same tables. */
    private static final long SEED = 1;

    private final Gate gate;
    private final StringBuilder out = new StringBuilder();

    private AaFigures(Gate gate) {
        this.gate = gate;
    }

    /**
     * The pairs of each session that came to its end.
     *
     * @param rows of one group
     * @param gate what sessions are ended by
     * @return by the session's name, in the order measured
     */
    static Map<String, List<Pair>> sessions(List<AaRow> rows, Gate gate) {
        Map<String, List<Pair>> sessions = rows.stream().filter(row -> !row.session().isEmpty()).collect(
                Collectors.groupingBy(AaRow::session, LinkedHashMap::new,
                        Collectors.mapping(AaRow::toPair, Collectors.toList())));
        sessions.values().removeIf(pairs -> gate.next(pairs) instanceof Step.Measure);
        return sessions;
    }

    /**
     * Writes the tables.
     *
     * @param log the pairs
     * @param gate what sessions are ended by
     * @return Markdown; a sentence if there are no pairs
     */
    public static String render(AaLog log, Gate gate) {
        Map<AaRow.Group, List<AaRow>> groups = log.rows().stream()
                .collect(Collectors.groupingBy(AaRow::group, LinkedHashMap::new, Collectors.toList()));
        if (groups.isEmpty()) {
            return "No pairs in " + log.file() + ".\n";
        }
        var figures = new AaFigures(gate);
        Map<AaRow.Group, List<AaRow>> sorted = new LinkedHashMap<>();
        groups.entrySet().stream().sorted(Map.Entry.comparingByKey(Comparator.comparing(AaRow.Group::style)
                .thenComparing(AaRow.Group::workload).thenComparing(AaRow.Group::plan)
                .thenComparing(AaRow.Group::asked)))
                .forEach(group -> sorted.put(group.getKey(), group.getValue()));
        figures.machines(log.rows());
        figures.pairs(sorted);
        figures.real(sorted);
        figures.stages(sorted);
        figures.drawn(sorted);
        return figures.out.toString();
    }

    private void machines(List<AaRow> rows) {
        out.append("Measured on: ")
                .append(rows.stream().map(AaRow::machine).distinct().collect(Collectors.joining("; ")))
                .append(". Commits: ")
                .append(rows.stream().map(AaRow::commit).distinct().collect(Collectors.joining(", ")))
                .append(".\n");
    }

    private void pairs(Map<AaRow.Group, List<AaRow>> groups) {
        table("Pairs", "slowdown asked for", "work injected, as forks timed it", "pairs",
                "slowdown measured (95 % interval)", "deviation of a pair", "deviation of the control",
                "stolen by the hypervisor, of those that know", "seconds a pair");
        groups.forEach((group, rows) -> {
            SignedRank ranks = SignedRank.of(values(rows, AaRow::logCpuRatio));
            var interval = ranks.interval((1 - CONFIDENCE) / 2);
            row(group, percent(group.asked()), percent(median(rows, AaRow::injected)), String.valueOf(rows.size()),
                    change(ranks.estimate()) + " (" + range(interval) + ")",
                    percent(Medians.deviation(values(rows, AaRow::logCpuRatio))),
                    percent(Medians.deviation(values(rows, AaRow::controlLogRatio))),
                    percent(rows.stream().mapToDouble(AaRow::stolen).filter(Double::isFinite).average()
                            .orElse(Double.NaN)),
                    Numbers.rounded(median(rows, AaRow::seconds), 1));
        });
    }

    private void real(Map<AaRow.Group, List<AaRow>> groups) {
        table("Real sessions, measured end to end", "slowdown asked for", "sessions", "regression (95 % interval)",
                "shown within the first stage (95 % interval)", "pass", "inconclusive", "invalid",
                "pairs a session", "p that all are alike");
        groups.forEach((group, rows) -> {
            List<List<Pair>> sessions = List.copyOf(sessions(rows, gate).values());
            if (!sessions.isEmpty()) {
                Map<VerdictKind, Long> kinds = sessions.stream().collect(
                        Collectors.groupingBy(pairs -> gate.decide(pairs).kind(), Collectors.counting()));
                row(group, percent(group.asked()), String.valueOf(sessions.size()),
                        rate(Proportion.of(kinds.getOrDefault(VerdictKind.REGRESSION, 0L), sessions.size(),
                                CONFIDENCE)),
                        rate(Proportion.of(sessions.stream().filter(gate::showsAtFirstStage).count(),
                                sessions.size(), CONFIDENCE)),
                        count(kinds, VerdictKind.PASS), count(kinds, VerdictKind.INCONCLUSIVE),
                        count(kinds, VerdictKind.INVALID),
                        Numbers.rounded(sessions.stream().mapToInt(List::size).average().orElseThrow(), 1),
                        alike(sessions));
            }
        });
    }

    private void stages(Map<AaRow.Group, List<AaRow>> groups) {
        table("Stages, each of as many pairs as the first has, measured one after the other: of real sessions, whether or not"
                + " they came to their end, and of pairs that belong to none", "slowdown asked for", "stages",
                "shown (95 % interval)");
        groups.forEach((group, rows) -> {
            List<List<Pair>> stages = stages(rows);
            if (!stages.isEmpty()) {
                row(group, percent(group.asked()), String.valueOf(stages.size()),
                        rate(Proportion.of(stages.stream().filter(gate::showsAtFirstStage).count(), stages.size(),
                                CONFIDENCE)));
            }
        });
    }

    /** Pairs of no session were measured in one go as long as they are of one commit; what is left of a row is too few. */
    private List<List<Pair>> stages(List<AaRow> rows) {
        int size = gate.stages().getFirst();
        Map<String, List<Pair>> together = rows.stream().collect(
                Collectors.groupingBy(row -> row.session().isEmpty() ? row.commit() : row.session(),
                        LinkedHashMap::new, Collectors.mapping(AaRow::toPair, Collectors.toList())));
        return together.values().stream().flatMap(pairs -> pairs.stream().gather(Gatherers.windowFixed(size)))
                .filter(stage -> stage.size() == size).toList();
    }

    /**
     * Drawing pairs across sessions takes it for granted that they differ by no more than their pairs do. First stages only,
     * for it depends on what was measured whether a session goes on.
     */
    private String alike(List<List<Pair>> sessions) {
        List<double[]> stages = sessions.stream()
                .map(pairs -> pairs.stream().limit(gate.stages().getFirst())
                        .mapToDouble(pair -> pair.logRatio().get(Metric.CPU)).filter(Double::isFinite).toArray())
                .filter(stage -> stage.length > 1).toList();
        double p = stages.size() > 1 ? OneWayAnova.withDefaults().test(stages).getPValue() : Double.NaN;
        return Double.isFinite(p) ? Numbers.rounded(p, 3) : "–";
    }

    private void drawn(Map<AaRow.Group, List<AaRow>> groups) {
        table("Sessions drawn from the pairs above (bootstrap; intervals with the pairs themselves drawn anew), where there"
                + " are as many as a first stage has",
                "slowdown asked for", "drawn from", "regression (95 % interval)",
                "shown within the first stage (95 % interval)", "pass", "inconclusive", "invalid",
                "pairs a session");
        groups.forEach((group, rows) -> {
            if (rows.size() < gate.stages().getFirst()) {
                return;
            }
            List<Pair> pairs = rows.stream().map(AaRow::toPair).toList();
            var random = new Random(SEED);
            Bootstrap drawn = Bootstrap.of(gate, pairs, DRAWN_SESSIONS, random);
            RedrawnPairs redrawn = RedrawnPairs.of(gate, pairs, random);
            row(group, percent(group.asked()), rows.size() + " pairs",
                    rate(redrawn, drawn, world -> world.rate(VerdictKind.REGRESSION)),
                    rate(redrawn, drawn, Bootstrap::firstStage), percent(drawn.rate(VerdictKind.PASS).rate()),
                    percent(drawn.rate(VerdictKind.INCONCLUSIVE).rate()),
                    percent(drawn.rate(VerdictKind.INVALID).rate()), Numbers.rounded(drawn.pairs(), 1));
        });
    }

    private void table(String title, String... columns) {
        out.append("\n**").append(title).append("**\n\n| style | workload | plan | ")
                .append(String.join(" | ", columns))
                .append(" |\n|---|---|---|").append("--:|".repeat(columns.length)).append('\n');
    }

    private void row(AaRow.Group group, String... cells) {
        out.append("| ").append(group.style()).append(" | ").append(group.workload()).append(" | ")
                .append(group.plan()).append(" | ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static double[] values(List<AaRow> rows, ToDoubleFunction<AaRow> value) {
        return rows.stream().mapToDouble(value).toArray();
    }

    private static double median(List<AaRow> rows, ToDoubleFunction<AaRow> value) {
        return Medians.median(rows.stream().mapToDouble(value));
    }

    /** The interval has both in it: what the drawn sessions leave open, and what the pairs do. */
    private static String rate(RedrawnPairs redrawn, Bootstrap drawn, Function<Bootstrap, Proportion> which) {
        Proportion share = which.apply(drawn);
        Interval interval = redrawn.interval(world -> which.apply(world).rate());
        return rate(new Proportion(share.successes(), share.trials(), Math.min(share.low(), interval.low()),
                Math.max(share.high(), interval.high())));
    }

    private static String rate(Proportion share) {
        return percent(share.rate()) + " (" + percent(share.low()) + " to " + percent(share.high()) + ")";
    }

    private static String count(Map<VerdictKind, Long> kinds, VerdictKind kind) {
        return String.valueOf(kinds.getOrDefault(kind, 0L));
    }

    private static String range(Interval interval) {
        return Double.isFinite(interval.low())
                ? change(interval.low()) + " to " + change(interval.high())
                : "too few pairs for an interval";
    }

    private static String change(double log) {
        double fraction = Math.expm1(log);
        return (fraction < 0 ? "" : "+") + percent(fraction);
    }

    private static String percent(double fraction) {
        return Double.isFinite(fraction) ? Numbers.rounded(100 * fraction, 2) + " %" : "–";
    }
}
