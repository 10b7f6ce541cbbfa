package io.fetchbench.harness.draw;

import java.util.Random;

/**
 * Seeded random numbers, the same on every machine: {@link Random}'s algorithm is part of its specification.
 *
 * <p>Points are stratified (McKay, Beckman and Conover 1979): one in each of n equal parts of the unit interval, in random
 * order. So even a short run meets its distribution's percentiles, and a share of 5 % is 5 % to the fetch.
 */
final class Draws {
    private Draws() {}

    /**
     * Points of the unit interval.
     *
     * @param count how many
     * @param seed the same seed gives the same points
     * @return each 0 or more and less than 1
     */
    static double[] stratified(int count, long seed) {
        var random = new Random(seed);
        double[] points = new double[count];
        for (int i = 0; i < count; i++) {
            points[i] = Math.min((i + random.nextDouble()) / count, Math.nextDown(1.0));
        }
        for (int i = count - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            double point = points[i];
            points[i] = points[other];
            points[other] = point;
        }
        return points;
    }

    /**
     * When fetches arrive.
     *
     * @param ratePerSecond how many a second
     * @param poisson whether at random times, each as likely as any other; otherwise at equal distances
     * @param spanNanos how long they keep arriving
     * @param seed of the random times
     * @return nanoseconds from the beginning, in order; as many as the rate says
     */
    static long[] arrivals(double ratePerSecond, boolean poisson, long spanNanos, long seed) {
        int count = Math.toIntExact(Math.round(ratePerSecond * spanNanos / 1e9));
        var random = new Random(seed);
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            // A Poisson process with its count given has its arrivals uniform and independent (Ross, theorem 5.2).
            nanos[i] = poisson ? (long) (random.nextDouble() * spanNanos) : (long) (i * 1e9 / ratePerSecond);
        }
        java.util.Arrays.sort(nanos);
        return nanos;
    }
}
