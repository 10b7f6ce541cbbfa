package io.fetchbench.http1;

/** A response that can't be used. Its connection can't be used any more either. */
public abstract sealed class ResponseException extends Exception
        permits MalformedResponseException, BodyTooLargeException, TruncatedResponseException {
    private static final long serialVersionUID = 1L;

    ResponseException(String message) {
        super(message);
    }
}
