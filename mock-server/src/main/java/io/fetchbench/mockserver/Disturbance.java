package io.fetchbench.mockserver;

/**
 * What makes a response more than a buffer to write.
 *
 * @param fault what is done wrong; null for nothing
 * @param pace how it is spread over time
 * @param seed of the random bytes, so that the same URL gets the same ones
 */
record Disturbance(Fault fault, Pace pace, int seed) {
    boolean is(Fault.Kind kind) {
        return fault != null && fault.kind() == kind;
    }
}
