package io.fetchbench.harness.verdict;

import io.fetchbench.harness.stats.Interval;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * How much the rates of a {@link Bootstrap} owe to the few pairs it draws from: each world draws as many pairs as were
 * measured, with replacement, and then its sessions from those. The interval goes from the 5th lowest to the 5th highest
 * world of 199 (the percentile method; Davison and Hinkley, Bootstrap Methods and their Application, section 5.3). What
 * no pair shows, no world shows either.
 *
 * @param worlds one bootstrap a world, 199 of them
 */
public record RedrawnPairs(List<Bootstrap> worlds) {
    private static final int WORLDS = 199;
    /** Of {@code WORLDS + 1}, 2.5 %. */
    private static final int RANK = 5;
    private static final int SESSIONS = 250;

    /**
     * Draws the worlds.
     *
     * @param gate the gate
     * @param measured pairs to draw from, 1 or more
     * @param random where draws come from
     * @return the worlds
     */
    public static RedrawnPairs of(Gate gate, List<Pair> measured, RandomGenerator random) {
        return new RedrawnPairs(IntStream.range(0, WORLDS)
                .mapToObj(_ -> Bootstrap.of(gate, redrawn(measured, random), SESSIONS, random)).toList());
    }

    private static List<Pair> redrawn(List<Pair> measured, RandomGenerator random) {
        return random.ints(measured.size(), 0, measured.size()).mapToObj(measured::get).toList();
    }

    /**
     * The range of a rate over the worlds.
     *
     * @param rate which
     * @return its 95 % interval
     */
    public Interval interval(ToDoubleFunction<Bootstrap> rate) {
        double[] sorted = worlds.stream().mapToDouble(rate).sorted().toArray();
        return new Interval(sorted[RANK - 1], sorted[sorted.length - RANK]);
    }
}
