package io.fetchbench.coroutine;

/**
 * Thrown where a cancelled task waits, and by the result of a future that was cancelled. An {@link Error}, so that
 * {@code catch (Exception e)} lets it pass; whoever catches it should clean up and throw it again.
 */
public final class CancelledError extends Error {
    private static final long serialVersionUID = 1;

    CancelledError(String message) {
        super(message, null, false, false);
    }
}
