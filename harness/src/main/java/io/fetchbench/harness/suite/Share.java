package io.fetchbench.harness.suite;

/**
 * A share as written in a suite, {@code 5%}.
 *
 * @param fraction from 0 to 1
 */
public record Share(double fraction) {}
