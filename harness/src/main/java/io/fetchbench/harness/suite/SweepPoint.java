package io.fetchbench.harness.suite;

/**
 * Where a workload stands on a curve: a suite gave a list of values for one key, and each value became a workload.
 *
 * @param sweep name of the curve, which is the name the suite gave
 * @param parameter the key with the list
 * @param value the value as a number: nanoseconds for a delay (its median), bytes for a size, otherwise as written
 */
public record SweepPoint(String sweep, String parameter, double value) {}
