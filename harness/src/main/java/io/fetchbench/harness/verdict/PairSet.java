package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.stats.Holm;
import io.fetchbench.harness.stats.SignedRank;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Pairs that are looked at together.
 *
 * @param gate what was declared
 * @param pairs those that have every number
 */
record PairSet(Gate gate, List<Pair> pairs) {
    /** A set of those pairs that have every number, as many as the longest session has. */
    static PairSet of(Gate gate, List<Pair> pairs) {
        return new PairSet(gate,
                pairs.stream().filter(pair -> pair.has(gate.metrics())).limit(gate.mostPairs()).toList());
    }

    /** Some of them, in the order in which they were measured. */
    PairSet part(int from, int to) {
        return new PairSet(gate, pairs.subList(from, to));
    }

    int size() {
        return pairs.size();
    }

    /** One a metric; empty if there are too few pairs for an interval. */
    List<Change> changes() {
        return changes(gate.metrics(), Pair::logRatio);
    }

    /** The metrics that over all slices together got worse by the limit, which the medians of slices need not show. */
    List<Change> worseInTotal() {
        return totals().stream().filter(change -> gate.isWorseBy(gate.limit(), change)).toList();
    }

    /** One a metric that slices add up to, over all slices together; none for pairs that don't know it. */
    private List<Change> totals() {
        List<Metric> known = gate.metrics().stream()
                .filter(metric -> pairs.stream().allMatch(pair -> pair.hasTotal(metric))).toList();
        return changes(known, Pair::totalLogRatio);
    }

    private List<Change> changes(List<Metric> metrics, Function<Pair, Map<Metric, Double>> logRatio) {
        var effect = new DetectableEffect(gate, pairs.size());
        if (!effect.exists()) {
            return List.of();
        }
        List<SignedRank> worsenings = metrics.stream().map(metric -> worsening(metric, logRatio)).toList();
        double[] holm = Holm.adjust(worsenings.stream().mapToDouble(SignedRank::pGreater).toArray());
        return IntStream.range(0, holm.length)
                .mapToObj(i -> Change.of(metrics.get(i), worsenings.get(i), gate.stageAlpha(),
                        Math.min(1, holm[i] * gate.stages().size()), effect))
                .toList();
    }

    /** The metrics that this set calls worse. */
    List<Metric> worse() {
        return changes().stream().filter(gate::callsWorse).map(Change::metric).toList();
    }

    /** Whether the first stage's pairs call any metric worse. */
    boolean showsAtFirstStage() {
        int first = gate.stages().getFirst();
        return size() >= first && !part(0, first).worse().isEmpty();
    }

    /** Whether this set excludes for every metric that it got worse by the limit, as far as medians of slices say. */
    boolean withinLimit() {
        List<Change> changes = changes();
        return !changes.isEmpty() && changes.stream().allMatch(this::withinLimit);
    }

    /** The same over all slices together. */
    boolean totalsWithinLimit() {
        return totals().stream().allMatch(this::withinLimit);
    }

    private boolean withinLimit(Change change) {
        return change.worstCase() < Math.log1p(gate.limit());
    }

    private SignedRank worsening(Metric metric, Function<Pair, Map<Metric, Double>> logRatio) {
        double sign = Change.sign(metric);
        return SignedRank.of(pairs.stream().mapToDouble(pair -> sign * logRatio.apply(pair).get(metric)).toArray());
    }
}
