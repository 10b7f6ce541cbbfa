package io.fetchbench.http1;

/** The connection ended before the response did. */
public final class TruncatedResponseException extends ResponseException {
    private static final long serialVersionUID = 1L;

    TruncatedResponseException(String message) {
        super(message);
    }
}
