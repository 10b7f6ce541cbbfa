package io.fetchbench.harness.stats;

import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One arm's metric over another's in the same rounds.
 *
 * <p>A round's ratio is the median, over its turns, of the ratio between the two arms' slices of the same turn, which were
 * neighbours in time. Rounds are independent, so the estimate is the median over rounds; their spread is shown as it
 * is, for a handful of rounds carries no confidence interval.
 *
 * @param estimate median over rounds
 * @param lowest smallest of the rounds
 * @param highest largest of the rounds
 * @param rounds how many rounds both arms have
 */
public record Ratio(double estimate, double lowest, double highest, int rounds) {
    /**
     * Compares two cells of one workload.
     *
     * @param cell the numerator
     * @param reference the denominator
     * @param metric a metric that a slice has by itself
     * @return empty if they have no round in common
     */
    public static Optional<Ratio> of(Cell cell, Cell reference, Metric metric) {
        List<Double> perRound = cell.forks().stream()
                .flatMap(fork -> reference.forks().stream().filter(other -> other.round() == fork.round())
                        .map(other -> ofRound(fork, other, metric)))
                .filter(ratio -> !ratio.isNaN()).sorted().toList();
        if (perRound.isEmpty()) {
            return Optional.empty();
        }
        double estimate = Medians.median(perRound.stream().mapToDouble(Double::doubleValue));
        return Optional.of(new Ratio(estimate, perRound.getFirst(), perRound.getLast(), perRound.size()));
    }

    private static double ofRound(ForkRecord fork, ForkRecord other, Metric metric) {
        int turns = Math.min(fork.slices().size(), other.slices().size());
        return Math.exp(Medians.median(IntStream.range(0, turns)
                .mapToDouble(turn -> Math.log(RoundMetrics.ofSlice(metric, fork.slices().get(turn))
                        / RoundMetrics.ofSlice(metric, other.slices().get(turn))))));
    }
}
