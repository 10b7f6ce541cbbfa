package io.fetchbench.harness.suite;

/**
 * When an open drive starts its fetches.
 *
 * @param perSecond how many, more than 0
 * @param poisson whether at random times; otherwise at equal distances
 */
public record Arrivals(double perSecond, boolean poisson) {}
