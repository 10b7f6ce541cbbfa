package io.fetchbench.harness.session;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/**
 * Finds the highest rate that a style sustains: doubles from the lowest until a rate fails, then halves the gap on a
 * logarithmic scale. A failure counts when it happens twice, for a disturbance of the machine strikes anywhere.
 *
 * @param lowest first rate tried, per second, more than 0
 * @param highest last rate tried, not less
 * @param precision how near the rates that hold and that fail must come, as a ratio above 1
 */
public record KneeSearch(double lowest, double highest, double precision) {
    /** Rates from here on are whole numbers; below, that would be too coarse for the search to end. */
    private static final double LEAST_WHOLE = 100;

    /**
     * What came of one rate.
     *
     * @param rate asked for, per second
     * @param holds whether the style sustained it
     * @param p99Micros 99th percentile from the intended start; NaN where nothing ended
     * @param note why it does not count, or empty
     */
    public record Probe(double rate, boolean holds, double p99Micros, String note) {}

    /**
     * Where the search ended.
     *
     * @param rate the highest that held; empty if the lowest failed
     * @param bounded whether a higher one failed; otherwise the knee lies beyond the highest rate tried
     * @param probes every rate tried, in that order
     */
    public record Knee(OptionalDouble rate, boolean bounded, List<Probe> probes) {}

    /**
     * Searches.
     *
     * @param measure tries one rate
     * @return the knee
     */
    public Knee search(DoubleFunction<Probe> measure) {
        List<Probe> probes = new ArrayList<>();
        double holds = 0;
        double fails = Double.POSITIVE_INFINITY;
        double next = lowest;
        while (next > 0) {
            if (holdsAt(next, measure, probes)) {
                holds = next;
            } else {
                fails = next;
            }
            next = next(holds, fails);
        }
        return new Knee(holds == 0 ? OptionalDouble.empty() : OptionalDouble.of(holds),
                fails < Double.POSITIVE_INFINITY, probes);
    }

    private static boolean holdsAt(double rate, DoubleFunction<Probe> measure, List<Probe> probes) {
        for (int attempt = 0; attempt < 2; attempt++) {
            Probe probe = measure.apply(rate);
            probes.add(probe);
            if (probe.holds()) {
                return true;
            }
        }
        return false;
    }

    /** The next rate to try; 0 when there is none. */
    private double next(double holds, double fails) {
        if (holds == 0 || holds >= highest) {
            return fails == Double.POSITIVE_INFINITY && holds == 0 ? lowest : 0;
        }
        if (fails == Double.POSITIVE_INFINITY) {
            return Math.min(highest, holds * 2);
        }
        double middle = Math.sqrt(holds * fails);
        return fails / holds <= precision ? 0 : middle < LEAST_WHOLE ? middle : Math.round(middle);
    }
}
