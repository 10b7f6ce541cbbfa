package io.fetchbench.harness.compare;

import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.stats.Medians;
import io.fetchbench.harness.stats.Ratio;
import io.fetchbench.harness.verdict.Pair;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** From the slices of three live forks to a pair's numbers. */
final class PairMath {
    private PairMath() {}

    static Pair pair(int number, List<Metric> metrics, ForkRecord base, ForkRecord candidate, ForkRecord control) {
        return new Pair(number, each(metrics, metric -> Ratio.logOfRound(candidate, base, metric)),
                each(metrics, metric -> Ratio.logOfTotals(candidate, base, metric)), phantom(control.slices()));
    }

    private static Map<Metric, Double> each(List<Metric> metrics, Function<Metric, Double> ratio) {
        return metrics.stream().collect(Collectors.toMap(Function.identity(), ratio));
    }

    /**
     * The control arm against itself. Its slices are dealt to two imaginary arms that change places every time as real ones
     * do: A B, B A, … A steady trend is no difference between them, so there are as many of the one kind as of the other.
     *
     * @param slices 4 or more; those that are left over are not looked at
     */
    static double phantom(List<Slice> slices) {
        return Medians.median(IntStream.range(0, slices.size() / 4 * 2).mapToDouble(couple -> {
            double log = Ratio.logOfTurns(Metric.CPU, slices.get(2 * couple + 1), slices.get(2 * couple));
            return couple % 2 == 0 ? log : -log;
        }));
    }
}
