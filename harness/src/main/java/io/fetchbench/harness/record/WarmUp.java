package io.fetchbench.harness.record;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * How a fork warmed up.
 *
 * @param slices warm-up slices it ran
 * @param elapsedNanos how long that took
 * @param variation coefficient of variation of CPU per fetch over the last slices, as a fraction; null with too few
 * @param converged whether the variation came below its limit before time was up
 * @param injected work injected per fetch, as the fork has checked it: a share of the style's own CPU time; null for none
 */
public record WarmUp(int slices, long elapsedNanos, @JsonInclude(JsonInclude.Include.NON_NULL) Double variation,
        boolean converged, @JsonInclude(JsonInclude.Include.NON_NULL) Double injected) {
    /** Takes NaN, which JSON has no number for, as unknown. */
    public WarmUp {
        variation = variation == null || variation.isNaN() ? null : variation;
    }

    /**
     * Without injected work.
     *
     * @param slices see {@link #slices()}; likewise the others
     */
    public WarmUp(int slices, long elapsedNanos, Double variation, boolean converged) {
        this(slices, elapsedNanos, variation, converged, null);
    }

    /**
     * The same with injected work.
     *
     * @param share {@link #injected()}
     * @return a changed copy
     */
    public WarmUp withInjected(double share) {
        return new WarmUp(slices, elapsedNanos, variation, converged, share);
    }
}
