package io.fetchbench.harness.stats;

/**
 * A range with both its ends.
 *
 * @param low lower end; may be infinite
 * @param high upper end, not below the lower
 */
public record Interval(double low, double high) {}
