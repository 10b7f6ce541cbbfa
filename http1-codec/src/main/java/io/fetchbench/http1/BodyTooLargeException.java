package io.fetchbench.http1;

/** The body is longer than {@link ResponseLimits#maxBodyBytes()}, or was announced to be. */
public final class BodyTooLargeException extends ResponseException {
    private static final long serialVersionUID = 1L;

    BodyTooLargeException(String message) {
        super(message);
    }
}
