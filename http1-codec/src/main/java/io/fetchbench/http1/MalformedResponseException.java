package io.fetchbench.http1;

/** Not a well-formed HTTP/1.1 response, or one whose header exceeds {@link ResponseLimits}. The message names the reason. */
public final class MalformedResponseException extends ResponseException {
    private static final long serialVersionUID = 1L;

    MalformedResponseException(String message) {
        super(message);
    }
}
