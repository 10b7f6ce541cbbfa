package io.fetchbench.style.virtual;

import io.fetchbench.fetch.FetchOptions;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections a fetcher keeps idle, over all its origins. Safe for use by any number of threads. */
final class IdleLimit {
    /** Worth keeping even where few are in use at a time, as fetches may go to many origins. */
    private static final int LEAST_MAX_IDLE = 64;

    private final int maxIdle;
    private final Collection<OriginPool> pools;
    private final AtomicInteger idle = new AtomicInteger();

    IdleLimit(FetchOptions options, Collection<OriginPool> pools) {
        maxIdle = Math.max(LEAST_MAX_IDLE, options.maxInFlight());
        this.pools = pools;
    }

    /** One more is about to be idle; if that is too many, an older one is closed, of the same origin where it has one. */
    void adding(OriginPool to) {
        if (idle.incrementAndGet() > maxIdle && !to.discardOldest()) {
            for (OriginPool other : pools) {
                if (other.discardOldest()) {
                    return;
                }
            }
        }
    }

    /** One is idle no more. */
    void removed() {
        idle.decrementAndGet();
    }
}
