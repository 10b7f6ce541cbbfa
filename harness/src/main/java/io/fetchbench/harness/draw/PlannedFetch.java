package io.fetchbench.harness.draw;

import io.fetchbench.fetch.Outcome;

/**
 * One fetch as it was drawn.
 *
 * @param delayNanos how long the server waits, in whole microseconds
 * @param fault what it does wrong; null for nothing
 */
public record PlannedFetch(long delayNanos, Fault fault) {
    /** {@return how it must end} */
    public Outcome outcome() {
        return fault == null ? Outcome.OK : fault.outcome();
    }

    /** {@return the status it must have if it ends OK} */
    public int status() {
        return fault == Fault.STATUS_503 ? 503 : 200;
    }

    /**
     * The request target that makes the mock server do this.
     *
     * @param bodyBytes size of the body
     * @return path and query
     */
    public String target(long bodyBytes) {
        String delay = delayNanos == 0 ? "" : "delay=" + delayNanos / 1_000 + "us";
        String wrong = fault == null ? "" : fault.query();
        String query = delay + (delay.isEmpty() || wrong.isEmpty() ? "" : "&") + wrong;
        return "/bytes/" + bodyBytes + (query.isEmpty() ? "" : "?" + query);
    }

    /**
     * How long it takes if nothing but the server takes time.
     *
     * @param timeoutNanos after which a fetch that gets no answer ends
     * @return nanoseconds
     */
    long serviceNanos(long timeoutNanos) {
        return fault == Fault.HANG ? timeoutNanos : delayNanos;
    }
}
