package io.fetchbench.fetch;

/** How a fetch ended. */
public enum Outcome {
    /** A complete response arrived, whatever its status. */
    OK,
    /** The response was not complete within {@link FetchOptions#timeout()}. */
    TIMED_OUT,
    /** No connection could be opened. */
    CONNECT_FAILED,
    /** The connection ended before the response did. */
    CONNECTION_LOST,
    /** What arrived is not a well-formed HTTP/1.1 response, or its header exceeds {@link FetchOptions#maxHeaderBytes()}. */
    MALFORMED_RESPONSE,
    /** The body exceeds {@link FetchOptions#maxBodyBytes()}. */
    BODY_TOO_LARGE,
    /** Ended by {@link FetchHandle#cancel()} or {@link Fetcher#close()}. */
    CANCELLED,
    /** Anything else, such as {@link Processing} that threw. {@link FetchResult#cause()} tells. */
    FAILED
}
