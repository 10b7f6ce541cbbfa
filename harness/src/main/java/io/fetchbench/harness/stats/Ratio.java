package io.fetchbench.harness.stats;

import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * One arm's metric over another's in the same rounds.
 *
 * <p>Where a slice has the metric by itself, a round's ratio is the median, over its turns, of the ratio between the two
 * arms' slices of the same turn, which were neighbours in time; elsewhere, and for arms of different groups, it is the ratio of the two rounds' numbers.
 * Rounds are independent, so the estimate is the median over rounds; their spread is shown as it is, for a handful of
 * rounds carries no confidence interval.
 *
 * @param estimate median over rounds; of the two in the middle the geometric mean, so that swapped arms give its inverse
 * @param perRound one number a round that both arms have, in ascending order
 */
public record Ratio(double estimate, List<Double> perRound) {
    private static final Set<Metric> OF_A_SLICE = EnumSet.of(Metric.MAKESPAN, Metric.THROUGHPUT, Metric.CPU,
            Metric.ALLOCATED);

    /**
     * Compares two cells of one workload.
     *
     * @param cell the numerator
     * @param reference the denominator
     * @param metric any
     * @return empty if no round has the metric of both, and if it is 0 in one that has: without such rounds the ratio would
     *         be of those alone in which both happened to have something
     */
    public static Optional<Ratio> of(Cell cell, Cell reference, Metric metric) {
        double[] logs = cell.forks().stream()
                .flatMap(fork -> reference.forks().stream().filter(other -> other.round() == fork.round())
                        .filter(other -> haveBoth(fork, other, metric))
                        .map(other -> logOfRound(fork, other, metric)))
                .mapToDouble(Double::doubleValue).sorted().toArray();
        if (logs.length == 0 || !Arrays.stream(logs).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        return Optional.of(new Ratio(Math.exp(Medians.median(Arrays.stream(logs))),
                Arrays.stream(logs).map(Math::exp).boxed().toList()));
    }

    /**
     * One round's ratio as a logarithm.
     *
     * @param fork the numerator
     * @param other the denominator, of the same round
     * @param metric any
     * @return natural logarithm; not finite where either has no such number
     */
    public static double logOfRound(ForkRecord fork, ForkRecord other, Metric metric) {
        if (!OF_A_SLICE.contains(metric) || !fork.isBeside(other) || !haveBoth(fork, other, metric)) {
            return Math.log(fork.metrics().getOrDefault(metric, Double.NaN)
                    / other.metrics().getOrDefault(metric, Double.NaN));
        }
        int turns = Math.min(fork.slices().size(), other.slices().size());
        return Medians.median(IntStream.range(0, turns).mapToDouble(
                turn -> logOfTurns(metric, fork.slices().get(turn), other.slices().get(turn))));
    }

    /** A slice may have a number that means nothing in its drive, such as how long a closed drive was let go on. */
    private static boolean haveBoth(ForkRecord fork, ForkRecord other, Metric metric) {
        return fork.metrics().containsKey(metric) && other.metrics().containsKey(metric);
    }

    /**
     * One round's ratio over all turns together, as a logarithm.
     *
     * @param fork the numerator
     * @param other the denominator, of the same round
     * @param metric any
     * @return natural logarithm; not finite for a metric that turns don't add up to, and where either has no such number
     */
    public static double logOfTotals(ForkRecord fork, ForkRecord other, Metric metric) {
        return fork.isBeside(other) && haveBoth(fork, other, metric)
                ? Math.log(RoundMetrics.ofAll(metric, fork.slices()) / RoundMetrics.ofAll(metric, other.slices()))
                : Double.NaN;
    }

    /**
     * Two slices' ratio as a logarithm.
     *
     * @param metric one that a slice has by itself
     * @param slice the numerator
     * @param other the denominator
     * @return natural logarithm
     */
    public static double logOfTurns(Metric metric, Slice slice, Slice other) {
        return Math.log(RoundMetrics.ofSlice(metric, slice) / RoundMetrics.ofSlice(metric, other));
    }

    /** {@return smallest of the rounds} */
    public double lowest() {
        return perRound.getFirst();
    }

    /** {@return largest of the rounds} */
    public double highest() {
        return perRound.getLast();
    }

    /** {@return how many rounds both arms have} */
    public int rounds() {
        return perRound.size();
    }
}
