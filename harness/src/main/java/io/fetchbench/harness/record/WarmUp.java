package io.fetchbench.harness.record;

/**
 * How a fork warmed up.
 *
 * @param slices warm-up slices it ran
 * @param elapsedNanos how long that took
 * @param variation coefficient of variation of CPU per fetch over the last slices, as a fraction; NaN with too few
 * @param converged whether the variation came below its limit before time was up
 */
public record WarmUp(int slices, long elapsedNanos, double variation, boolean converged) {}
