package io.fetchbench.harness.report;

import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.WarmUp;
import io.fetchbench.harness.stats.RoundMetrics;
import io.fetchbench.harness.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.HdrHistogram.Histogram;

/**
 * One arm on one workload, as the charts take it. Numbers have four significant digits; those that are not there are null.
 *
 * @param arm its place in the page's list of arms
 * @param mark whether its figures may be believed
 * @param reference whether the others' ratios are over this one
 * @param idealMillis makespan that the delays alone would take; null without a meaning
 * @param spreads for each of the page's metrics: median, lowest, highest, rounds
 * @param ratios likewise, over the reference
 * @param actual latency from the actual start; null without any
 * @param intended the same from the intended start
 * @param heat latency from the actual start over time
 * @param rounds one a fork
 * @param outcomes fetches of all rounds by kind
 */
record CellData(int arm, String mark, boolean reference, boolean invalid, Number idealMillis,
        List<List<Number>> spreads, List<List<Number>> ratios, Curve actual, Curve intended, HeatMap heat,
        List<Round> rounds, Map<String, Long> outcomes) {

    /**
     * Latency by percentile.
     *
     * @param millis see {@link Percentiles#curveMillis}
     * @param max the longest
     * @param fetches how many there were
     */
    record Curve(List<Number> millis, Number max, long fetches) {
        static Curve of(Histogram latencyNanos) {
            List<Number> millis = new ArrayList<>();
            Percentiles.curveMillis(latencyNanos).forEach(value -> millis.add(Numbers.significant(value)));
            return new Curve(millis, Numbers.significant(latencyNanos.getMaxValue() / 1e6),
                    latencyNanos.getTotalCount());
        }
    }

    /**
     * One fork.
     *
     * @param round from 1
     * @param order from 1
     * @param warmUp slices, seconds, coefficient of variation in per cent
     * @param converged whether its warm-up settled
     * @param metrics the round's own numbers, for each of the page's metrics
     * @param cpuMicros CPU per fetch, slice by slice
     */
    record Round(int round, int order, long process, List<Number> warmUp, boolean converged,
            List<Number> metrics, List<Number> cpuMicros) {

        static Round of(ForkRecord fork, List<Metric> metrics) {
            WarmUp warmUp = fork.warmUp();
            return new Round(fork.round() + 1, fork.order() + 1, fork.pid(), Arrays.asList(warmUp.slices(),
                    Numbers.significant(warmUp.elapsedNanos() / 1e9),
                    warmUp.variation() == null ? null : Numbers.significant(100 * warmUp.variation())),
                    warmUp.converged(), numbers(fork, metrics), fork.slices().stream()
                            .map(slice -> Numbers.significant(RoundMetrics.ofSlice(Metric.CPU, slice))).toList());
        }

        private static List<Number> numbers(ForkRecord fork, List<Metric> metrics) {
            List<Number> numbers = new ArrayList<>();
            metrics.forEach(metric -> numbers
                    .add(Numbers.significant(fork.metrics().getOrDefault(metric, Double.NaN))));
            return numbers;
        }
    }

    static CellData of(ArmRow row, int arm, List<Metric> metrics, Optional<HeatMap.Scale> scale) {
        return new CellData(arm, Remark.mark(row), row.reference(), row.invalid(),
                Numbers.significant(row.idealMillis(), 8),
                spreads(metrics, row::spread), spreads(metrics, row::ratio),
                row.latencyNanos().map(Curve::of).orElse(null), row.intendedNanos().map(Curve::of).orElse(null),
                scale.map(s -> HeatMap.of(row.latencyLog().intervals(), s)).orElse(null),
                row.cell().forks().stream().map(fork -> Round.of(fork, metrics)).toList(), Outcomes.counts(row));
    }

    private static List<List<Number>> spreads(List<Metric> metrics, Function<Metric, Optional<Spread>> of) {
        List<List<Number>> spreads = new ArrayList<>();
        metrics.forEach(metric -> spreads.add(of.apply(metric).map(CellData::numbers).orElse(null)));
        return spreads;
    }

    private static List<Number> numbers(Spread spread) {
        List<Number> numbers = new ArrayList<>();
        numbers.add(Numbers.significant(spread.middle(), 8));
        numbers.add(Numbers.significant(spread.lowest(), 8));
        numbers.add(Numbers.significant(spread.highest(), 8));
        numbers.add(spread.rounds());
        return numbers;
    }
}
