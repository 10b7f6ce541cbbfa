package io.fetchbench.harness.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Fetches drawn beforehand, in the order every style gets them.
 *
 * @param fetches at least one
 */
public record FetchPlan(List<PlannedFetch> fetches) {
    /** Keeps the draws of delays, faults and arrivals apart. */
    private static final long FAULT_STREAM = 0x6a09e667f3bcc909L;
    private static final long ARRIVAL_STREAM = 0x3c6ef372fe94f82bL;

    /**
     * Draws fetches.
     *
     * @param count how many, 1 or more
     * @param delay what delays are drawn from
     * @param faults share of each fault, each from 0 to 1 and together at most 1
     * @param seed the same seed gives the same fetches
     * @return the plan
     */
    public static FetchPlan draw(int count, DelayDistribution delay, Map<Fault, Double> faults, long seed) {
        double[] delayPoints = Draws.stratified(count, seed);
        double[] faultPoints = Draws.stratified(count, seed ^ FAULT_STREAM);
        var inOrder = new TreeMap<>(faults);
        List<PlannedFetch> fetches = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long nanos = delay.atNanos(delayPoints[i]) / 1_000 * 1_000;
            fetches.add(new PlannedFetch(nanos, faultAt(faultPoints[i], inOrder)));
        }
        return new FetchPlan(fetches);
    }

    /**
     * Draws the times at which an open drive starts its fetches.
     *
     * @param ratePerSecond how many a second
     * @param poisson whether at random
     * @param spanNanos for how long
     * @param seed the same seed gives the same times
     * @return nanoseconds from the beginning, in order
     */
    public static long[] drawArrivals(double ratePerSecond, boolean poisson, long spanNanos, long seed) {
        return Draws.arrivals(ratePerSecond, poisson, spanNanos, seed ^ ARRIVAL_STREAM);
    }

    private static Fault faultAt(double u, TreeMap<Fault, Double> faults) {
        double below = 0;
        for (Map.Entry<Fault, Double> fault : faults.entrySet()) {
            below += fault.getValue();
            if (u < below) {
                return fault.getKey();
            }
        }
        return null;
    }

    /**
     * How long all of it takes if nothing but the server takes time: list scheduling (Graham 1969) of the fetches in their
     * order, each taking the place that is free first. Another order might take less.
     *
     * @param places fetches in flight at a time
     * @param timeoutNanos after which a fetch without an answer ends
     * @return nanoseconds
     */
    public long idealMakespanNanos(int places, long timeoutNanos) {
        var freeAt = new PriorityQueue<Long>();
        long last = 0;
        for (PlannedFetch fetch : fetches) {
            long start = freeAt.size() < places ? 0 : freeAt.remove();
            long end = start + fetch.serviceNanos(timeoutNanos);
            freeAt.add(end);
            last = Math.max(last, end);
        }
        return last;
    }

    /**
     * When the last fetch ends if each starts at its own time and nothing but the server takes time.
     *
     * @param startNanos one a fetch
     * @param timeoutNanos after which a fetch without an answer ends
     * @return nanoseconds from the beginning
     */
    public long idealEndNanos(long[] startNanos, long timeoutNanos) {
        return IntStream.range(0, startNanos.length)
                .mapToLong(i -> startNanos[i] + fetches.get(i).serviceNanos(timeoutNanos)).max().orElse(0);
    }
}
