package io.fetchbench.fetch;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps to {@link FetchOptions#maxIdleConnections()} where many threads share a fetcher's pools, one an origin. Safe for use
 * by any number of threads. A style may use it or bring its own.
 */
public final class IdleLimit {
    /** The idle connections to one origin. */
    public interface Pool {
        /**
         * Closes the connection that has been idle for longest, and says so to {@link IdleLimit#removed}.
         *
         * @return false if none is idle
         */
        boolean discardOldest();
    }

    private final int maxIdle;
    private final Collection<? extends Pool> pools;
    private final AtomicInteger idle = new AtomicInteger();

    /**
     * A limit with nothing idle.
     *
     * @param options name the limit
     * @param pools all of the fetcher's, a live view
     */
    public IdleLimit(FetchOptions options, Collection<? extends Pool> pools) {
        maxIdle = options.maxIdleConnections();
        this.pools = pools;
    }

    /**
     * To be called before a connection becomes idle. If that is one too many, an older one is closed, of the same origin where
     * it has one.
     *
     * @param to where it is going to be
     */
    public void adding(Pool to) {
        if (idle.incrementAndGet() > maxIdle && !to.discardOldest()) {
            for (Pool other : pools) {
                if (other.discardOldest()) {
                    return;
                }
            }
        }
    }

    /** To be called when a connection is idle no more. */
    public void removed() {
        idle.decrementAndGet();
    }
}
