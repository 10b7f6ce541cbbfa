package io.fetchbench.harness.suite;

/**
 * A size as written in a suite, {@code 64KiB}: a type of its own so that YAML and the command line read it alike.
 *
 * @param bytes 0 or more
 */
public record ByteSize(long bytes) {}
