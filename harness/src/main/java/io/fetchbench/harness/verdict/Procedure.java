package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Metric;
import java.util.ArrayList;
import java.util.List;

/** The gate's procedure on the pairs of one session. */
final class Procedure {
    private final Gate gate;
    private final PairSet usable;
    private final List<Pair> measured;

    Procedure(Gate gate, List<Pair> pairs) {
        this.gate = gate;
        usable = PairSet.of(gate, pairs);
        measured = List.copyOf(pairs);
    }

    Step next() {
        for (int stage : gate.stages()) {
            if (tooManyLost(stage)) {
                return done(VerdictKind.INVALID, lostPairs(stage));
            }
            if (usable.size() < stage) {
                return new Step.Measure(stage - usable.size(), false);
            }
            PairSet first = usable.part(0, stage);
            if (!first.worse().isEmpty()) {
                return confirm(first);
            }
            if (first.withinLimit()) {
                List<String> hidden = first.worseInTotal().stream().map(Words::hidden).toList();
                if (!hidden.isEmpty()) {
                    return new Step.Done(judged(VerdictKind.INCONCLUSIVE, first, hidden));
                }
                if (first.totalsWithinLimit()) {
                    return done(VerdictKind.PASS, first, "no metric got worse by " + Words.percent(gate.limit()));
                }
            }
        }
        PairSet all = usable.part(0, gate.stages().getLast());
        return done(VerdictKind.INCONCLUSIVE, all, "after " + all.size() + " pairs neither a regression is shown nor a "
                + "worsening by " + Words.percent(gate.limit()) + " excluded"
                + (all.withinLimit() ? " over all slices together, though their medians exclude it" : ""));
    }

    Verdict verdict() {
        return switch (next()) {
            case Step.Done done -> done.verdict();
            case Step.Measure(int pairs, boolean confirming) -> judged(VerdictKind.INCONCLUSIVE, usable,
                    List.of("stopped " + pairs + " pairs before the end of "
                            + (confirming ? "the confirming set" : "a stage")));
        };
    }

    private Step confirm(PairSet first) {
        int size = first.size();
        if (tooManyLost(2 * size)) {
            return done(VerdictKind.INVALID, lostPairs(2 * size));
        }
        if (usable.size() < 2 * size) {
            return new Step.Measure(2 * size - usable.size(), true);
        }
        PairSet second = usable.part(size, 2 * size);
        List<Metric> again = new ArrayList<>(first.worse());
        again.retainAll(second.worse());
        PairSet both = usable.part(0, 2 * size);
        if (again.isEmpty()) {
            return done(VerdictKind.INCONCLUSIVE, both,
                    "the first " + size + " pairs showed a regression that the next " + size + " did not show again");
        }
        return new Step.Done(judged(VerdictKind.REGRESSION, both,
                again.stream().map(metric -> Words.twice(metric, first, second)).toList()));
    }

    private boolean tooManyLost(int wanted) {
        return lost(wanted) > wanted / 4;
    }

    /** How many pairs were lost until there were as many as wanted. */
    private int lost(int wanted) {
        int until = usable.size() < wanted ? measured.size() : measured.indexOf(usable.pairs().get(wanted - 1));
        return (int) measured.stream().limit(until).filter(pair -> !pair.has(gate.metrics())).count();
    }

    private String lostPairs(int wanted) {
        return lost(wanted) + " pairs have no ratio of " + String.join(" or ", lacking()) + ", where at most "
                + wanted / 4 + " of " + wanted + " may be lost; a metric that is 0 in an arm has none";
    }

    /** What lost pairs lack. */
    private List<String> lacking() {
        List<String> lacking = new ArrayList<>();
        gate.metrics().stream().filter(metric -> measured.stream().anyMatch(pair -> !pair.has(List.of(metric))
                && Double.isFinite(pair.controlLogRatio()))).map(Metric::key).forEach(lacking::add);
        if (measured.stream().anyMatch(pair -> !Double.isFinite(pair.controlLogRatio()))) {
            lacking.add("the control arm");
        }
        return lacking;
    }

    private Step done(VerdictKind kind, String reason) {
        return done(kind, usable, reason);
    }

    private Step done(VerdictKind kind, PairSet pairs, String reason) {
        return new Step.Done(judged(kind, pairs, List.of(reason)));
    }

    /** A session whose control arm moved says nothing, whatever its pairs say. */
    private Verdict judged(VerdictKind kind, PairSet pairs, List<String> reasons) {
        List<String> all = new ArrayList<>(reasons);
        ControlTest.moved(gate, pairs.pairs()).ifPresent(all::addFirst);
        return new Verdict(all.size() > reasons.size() ? VerdictKind.INVALID : kind, pairs.changes(), pairs.size(),
                List.copyOf(all));
    }
}
