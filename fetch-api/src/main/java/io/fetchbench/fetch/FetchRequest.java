package io.fetchbench.fetch;

import java.util.Objects;

/**
 * One {@code GET}.
 *
 * @param id the caller's own number for it, handed back in {@link FetchResult#id()}
 * @param origin where to connect to
 * @param target the request target in origin form: a path and an optional query, beginning with {@code /} and free of
 *            spaces, control characters and anything beyond ASCII
 * @param processing what to do once the body is complete
 */
public record FetchRequest(long id, Origin origin, String target, Processing processing) {
    /** Checks what is cheap to check; the encoder refuses a target with forbidden characters. */
    public FetchRequest {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(processing, "processing");
        if (target.isEmpty() || target.charAt(0) != '/') {
            throw new IllegalArgumentException(
                    "request target: expected a path beginning with /, got \"" + target + "\"");
        }
    }

    /**
     * A request whose body is read and checksummed, and nothing more.
     *
     * @param id the caller's own number for it
     * @param origin where to connect to
     * @param target path and query
     */
    public FetchRequest(long id, Origin origin, String target) {
        this(id, origin, target, Processing.NONE);
    }
}
