package io.fetchbench.harness.verdict;

import io.fetchbench.harness.Names;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.stats.RoundMetrics;
import io.fetchbench.harness.suite.Workload;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * What is declared before a comparison, and the procedure that follows from it. The pairs come in stages: after each, the
 * comparison ends with a regression, passes, or goes on to the next. A regression must show in a stage's pairs and again in
 * as many fresh ones. Each stage has an equal share of {@code alpha}, so that looking more than once costs nothing.
 *
 * @param metrics 1 to 10, no two alike
 * @param alpha probability at most that pairs of two equal arms are called a regression, over all metrics and stages; as
 *            well that a metric worse by the limit passes
 * @param leastEffect worsening below which nothing is called a regression, as a fraction
 * @param limit worsening that a pass excludes, as a fraction above {@code leastEffect}
 * @param stages how many pairs in all each stage looks at, ascending
 */
public record Gate(List<Metric> metrics, double alpha, double leastEffect, double limit, List<Integer> stages) {
    private static final int MOST_METRICS = 10;
    private static final int MOST_PAIRS = 200;

    /**
     * Checks what was declared.
     *
     * @throws UserError if it can't be used
     */
    public Gate {
        metrics = List.copyOf(metrics);
        stages = List.copyOf(stages);
        check(!metrics.isEmpty() && metrics.size() <= MOST_METRICS && new HashSet<>(metrics).size() == metrics.size(),
                "metrics: expected 1 to " + MOST_METRICS + " different ones, got "
                        + metrics.stream().map(Metric::key).toList());
        check(alpha > 0 && alpha <= 0.1, "alpha: expected above 0 and at most 0.1, got " + alpha);
        check(leastEffect > 0 && leastEffect < limit && limit <= 1,
                "limit: expected above the least effect of " + Words.percent(leastEffect) + " and at most 100 %, got "
                        + Words.percent(limit));
        check(ascend(stages), "stages: expected numbers of pairs, ascending, at most " + MOST_PAIRS + ", got "
                + stages);
        int fewest = fewestPairs(metrics.size(), alpha / stages.size());
        check(stages.getFirst() >= fewest,
                "stages: expected a first one of at least " + fewest
                        + " pairs (--pairs), as fewer can't show anything of "
                        + metrics.size() + " metrics at alpha = " + alpha + ", got " + stages.getFirst());
    }

    /**
     * The usual gate: α = 1 %, nothing below 2 % counts, 5 % is the limit, 12 pairs and then 24.
     *
     * @param metrics 1 to 10, no two alike
     * @return the gate
     */
    public static Gate of(List<Metric> metrics) {
        return new Gate(metrics, 0.01, 0.02, 0.05, List.of(12, 24));
    }

    /**
     * Looks whether all metrics can be measured, before any time is spent on measuring.
     *
     * @param workload what is going to be run
     * @throws UserError if a fork that runs it never has one of them
     */
    public void requireMetricsOf(Workload workload) {
        requireMetrics("metric of workload " + workload.name(),
                Arrays.stream(Metric.values()).filter(metric -> RoundMetrics.isOf(metric, workload)).toList());
    }

    /**
     * The same with figures that are there already.
     *
     * @param kind what has them, such as "metric of the baseline"
     * @param known the metrics it has
     * @throws UserError if one is not among them
     */
    void requireMetrics(String kind, Collection<Metric> known) {
        metrics.stream().filter(metric -> !known.contains(metric)).findFirst().ifPresent(metric -> {
            throw Names.unknown(kind, metric.key(), known.stream().map(Metric::key).toList());
        });
    }

    /**
     * What the pairs so far ask for.
     *
     * @param pairs all of the session, in the order in which they were measured
     * @return more pairs, or the verdict
     */
    public Step next(List<Pair> pairs) {
        return new Procedure(this, pairs).next();
    }

    /**
     * The verdict on a session that ended, be it by itself or because it was stopped.
     *
     * @param pairs all of the session, in the order in which they were measured
     * @return a session that was stopped is inconclusive unless it is invalid
     */
    public Verdict decide(List<Pair> pairs) {
        return new Procedure(this, pairs).verdict();
    }

    /**
     * Whether the first stage's pairs show a regression, be it shown again by later ones or not.
     *
     * @param pairs all of the session, in the order in which they were measured
     * @return false while there are fewer than a stage's pairs
     */
    public boolean showsAtFirstStage(List<Pair> pairs) {
        return PairSet.of(this, pairs).showsAtFirstStage();
    }

    /**
     * What the pairs so far say, for showing it while a session runs.
     *
     * @param pairs all of the session so far
     * @return one a metric; empty while there are too few pairs for an interval
     */
    public List<Change> changes(List<Pair> pairs) {
        return PairSet.of(this, pairs).changes();
    }

    /** Whether a change counts as one for the worse: significant, and large enough to matter. */
    boolean callsWorse(Change change) {
        return isWorseBy(leastEffect, change);
    }

    /** Whether a change is significant, and one for the worse by so large a fraction. */
    boolean isWorseBy(double fraction, Change change) {
        return change.adjustedPValue() <= alpha && change.worsening() >= Math.log1p(fraction);
    }

    /** The level of a single stage. */
    double stageAlpha() {
        return alpha / stages.size();
    }

    /** {@return how many pairs the longest session takes, but for lost ones} */
    public int mostPairs() {
        return 2 * stages.getLast();
    }

    /** With fewer pairs not even the smallest p-value there is, 2⁻ⁿ, is enough once it is adjusted. */
    static int fewestPairs(int metrics, double stageAlpha) {
        return (int) Math.ceil(Math.log(metrics / stageAlpha) / Math.log(2));
    }

    private static boolean ascend(List<Integer> stages) {
        for (int i = 1; i < stages.size(); i++) {
            if (stages.get(i) <= stages.get(i - 1)) {
                return false;
            }
        }
        return !stages.isEmpty() && stages.size() <= 5 && stages.getFirst() > 0 && stages.getLast() <= MOST_PAIRS;
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new UserError(otherwise);
        }
    }
}
