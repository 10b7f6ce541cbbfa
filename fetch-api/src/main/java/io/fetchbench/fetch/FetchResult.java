package io.fetchbench.fetch;

import java.util.Objects;

/**
 * How one fetch ended.
 *
 * @param id {@link FetchRequest#id()}
 * @param outcome the kind of ending
 * @param status the status code; 0 unless the outcome is {@link Outcome#OK}
 * @param bodyBytes length of the body without its framing; 0 unless the outcome is {@link Outcome#OK}
 * @param bodyCrc32c CRC-32C of the body; 0 unless the outcome is {@link Outcome#OK}
 * @param startedNanos {@link System#nanoTime()} when the fetch left the waiting queue; when it never did, when it ended
 * @param cause why it failed; null when the outcome is {@link Outcome#OK}, and may be null otherwise
 */
public record FetchResult(long id, Outcome outcome, int status, long bodyBytes, int bodyCrc32c, long startedNanos,
        Throwable cause) {
    /** Requires an outcome. */
    public FetchResult {
        Objects.requireNonNull(outcome, "outcome");
    }

    /**
     * A complete response.
     *
     * @param id {@link FetchRequest#id()}
     * @param status the status code
     * @param bodyBytes length of the body
     * @param bodyCrc32c CRC-32C of the body
     * @param startedNanos when the fetch left the waiting queue
     * @return a result with outcome {@link Outcome#OK}
     */
    public static FetchResult ok(long id, int status, long bodyBytes, int bodyCrc32c, long startedNanos) {
        return new FetchResult(id, Outcome.OK, status, bodyBytes, bodyCrc32c, startedNanos, null);
    }

    /**
     * Anything but a complete response.
     *
     * @param id {@link FetchRequest#id()}
     * @param outcome not {@link Outcome#OK}
     * @param startedNanos when the fetch left the waiting queue, or ended there
     * @param cause why, or null where the outcome says it all
     * @return a result without status and body
     */
    public static FetchResult failed(long id, Outcome outcome, long startedNanos, Throwable cause) {
        if (outcome == Outcome.OK) {
            throw new IllegalArgumentException("outcome of a failed fetch: expected any but OK, got OK");
        }
        return new FetchResult(id, outcome, 0, 0, 0, startedNanos, cause);
    }
}
