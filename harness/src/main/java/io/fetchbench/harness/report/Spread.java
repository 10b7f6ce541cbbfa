package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.stats.Medians;
import io.fetchbench.harness.stats.Ratio;
import java.util.Arrays;
import java.util.Optional;

/**
 * One metric of one cell over its rounds.
 *
 * @param middle the median over rounds
 * @param lowest smallest of the rounds
 * @param highest largest of the rounds
 * @param rounds how many rounds have a number, 1 or more
 */
record Spread(double middle, double lowest, double highest, int rounds) {

    /**
     * A metric as the rounds have it.
     *
     * @return empty if no round has it
     */
    static Optional<Spread> of(Cell cell, Metric metric) {
        double[] values = cell.forks().stream().map(fork -> fork.metrics().get(metric))
                .filter(value -> value != null && Double.isFinite(value)).mapToDouble(Double::doubleValue).sorted()
                .toArray();
        return values.length == 0
                ? Optional.empty()
                : Optional.of(new Spread(Medians.median(Arrays.stream(values)), values[0], values[values.length - 1],
                        values.length));
    }

    /** A ratio as its rounds have it; empty if they have no finite number. */
    static Optional<Spread> of(Ratio ratio) {
        boolean finite = Double.isFinite(ratio.estimate()) && Double.isFinite(ratio.lowest())
                && Double.isFinite(ratio.highest());
        return finite
                ? Optional.of(new Spread(ratio.estimate(), ratio.lowest(), ratio.highest(), ratio.rounds()))
                : Optional.empty();
    }

    /** The same in another unit. */
    Spread times(double factor) {
        return new Spread(middle * factor, lowest * factor, highest * factor, rounds);
    }
}
