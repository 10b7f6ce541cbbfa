package io.fetchbench.fetch;

/** What happens to a connection after its response. */
public enum ConnectionReuse {
    /** It waits in a pool for the next fetch to the same origin, the one used last being taken first. */
    KEEP_ALIVE,
    /** The request says {@code Connection: close} and the next fetch opens another. */
    CONNECTION_PER_FETCH
}
