package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.text.Numbers;
import io.fetchbench.harness.verdict.Change;
import io.fetchbench.harness.verdict.Finding;
import io.fetchbench.harness.verdict.Pair;
import io.fetchbench.harness.verdict.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A comparison's pairs, as the charts take them. Changes are in per cent of the base; those that are not there are null.
 *
 * @param metrics one a metric, in the order of the verdict
 * @param control the control arm against itself, one a pair
 */
record VerdictData(List<MetricPairs> metrics, List<Number> control) {

    /**
     * One metric.
     *
     * @param limit the change that a pass excludes: above zero where less is better, below where more is
     * @param pairs one a pair
     */
    record MetricPairs(String name, Number limit, Number estimate, Number low, Number high, List<Number> pairs) {
        static MetricPairs of(Change change, List<Pair> pairs, double limit) {
            Metric metric = change.metric();
            boolean lowerIsBetter = metric.better() == Metric.Better.LOWER;
            return new MetricPairs(Words.name(metric), percent(lowerIsBetter ? limit : 1 / (1 + limit) - 1),
                    percent(change.estimate()), percent(change.low()), percent(change.high()),
                    ofEach(pairs, pair -> pair.logRatio().getOrDefault(metric, Double.NaN)));
        }
    }

    /** The findings in the order of {@link HtmlVerdict#of}. */
    static List<VerdictData> of(Comparison comparison) {
        return comparison.runs().stream().flatMap(run -> run.verdict().stream()).flatMap(record -> record.findings()
                .stream().map(finding -> of(finding, record.gate().limit()))).toList();
    }

    private static VerdictData of(Finding finding, double limit) {
        return new VerdictData(
                finding.verdict().changes().stream().map(change -> MetricPairs.of(change, finding.pairs(), limit))
                        .toList(),
                ofEach(finding.pairs(), Pair::controlLogRatio));
    }

    private static List<Number> ofEach(List<Pair> pairs, ToDoubleFunction<Pair> logRatio) {
        List<Number> percents = new ArrayList<>();
        pairs.forEach(pair -> percents.add(percent(Math.expm1(logRatio.applyAsDouble(pair)))));
        return percents;
    }

    private static Number percent(double fraction) {
        return Numbers.significant(100 * fraction);
    }
}
