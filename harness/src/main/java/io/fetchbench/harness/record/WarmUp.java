package io.fetchbench.harness.record;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a fork warmed up.
 *
 * @param slices warm-up slices it ran
 * @param elapsedNanos how long that took
 * @param variation coefficient of variation of CPU per fetch over the last slices, as a fraction; null with too few
 * @param converged whether the variation came below its limit before time was up
 */
public record WarmUp(int slices, long elapsedNanos, @JsonInclude(JsonInclude.Include.NON_NULL) Double variation,
        boolean converged) {
    /** Takes NaN, which JSON has no number for, as unknown. */
    public WarmUp {
        variation = variation == null || variation.isNaN() ? null : variation;
    }
}
