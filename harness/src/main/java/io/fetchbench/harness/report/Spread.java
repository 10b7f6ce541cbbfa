package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.stats.MedianInterval;
import io.fetchbench.harness.stats.Medians;
import io.fetchbench.harness.stats.Ratio;
import java.util.List;
import java.util.Optional;

/**
 * One number of one cell over its rounds. Few rounds have a range and no confidence interval; from
 * {@link MedianInterval#FEWEST} rounds on it is the median's 95 % interval.
 *
 * @param middle the median over rounds
 * @param lowest lower end of the range or interval
 * @param highest upper end of it
 * @param rounds how many rounds have a number, 1 or more
 */
record Spread(double middle, double lowest, double highest, int rounds) {

    /**
     * A metric as the rounds have it.
     *
     * @return empty if no round has it
     */
    static Optional<Spread> of(Cell cell, Metric metric) {
        List<Double> values = cell.forks().stream().map(fork -> fork.metrics().get(metric))
                .filter(value -> value != null && Double.isFinite(value)).sorted().toList();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(of(Medians.median(values.stream().mapToDouble(Double::doubleValue)), values));
    }

    static Spread of(Ratio ratio) {
        return of(ratio.estimate(), ratio.perRound());
    }

    private static Spread of(double median, List<Double> sorted) {
        int rank = MedianInterval.rank(sorted.size());
        return new Spread(median, sorted.get(rank - 1), sorted.get(sorted.size() - rank), sorted.size());
    }

    /** {@return whether the ends are a confidence interval's} */
    boolean isInterval() {
        return rounds >= MedianInterval.FEWEST;
    }
}
