package io.fetchbench.style.virtual;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.IdleLimit;
import io.fetchbench.fetch.Origin;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the fetches of one fetcher share: its connections, its deadlines and the count of open fetches. */
final class Resources {
    private final FetchOptions options;
    private final Map<Origin, OriginPool> pools = new ConcurrentHashMap<>();
    private final IdleLimit idleLimit;
    private final OpenFetches openFetches = new OpenFetches();
    private final Reaper reaper;

    Resources(FetchOptions options) {
        this.options = options;
        idleLimit = new IdleLimit(options, pools.values());
        reaper = new Reaper(options.timeout(), openFetches);
        reaper.start();
    }

    OriginPool pool(Origin origin) {
        OriginPool pool = pools.get(origin);
        return pool != null ? pool : pools.computeIfAbsent(origin, o -> new OriginPool(o, options, idleLimit));
    }

    OpenFetches openFetches() {
        return openFetches;
    }

    /** Refuses to close on a thread of a fetch, whose end close() would wait for. */
    void requireForeignThread() {
        if (openFetches.runOn(Thread.currentThread())) {
            throw new IllegalStateException(
                    "close(): expected a thread of the caller, got one of this fetcher, for whose end it would wait");
        }
    }

    /**
     * Waits until every fetch has been reported, and frees everything. Goes on in spite of an interrupt, because whoever
     * closes relies on nothing being left.
     *
     * @param helpers threads that end by themselves now
     */
    void awaitAndFree(Thread... helpers) {
        boolean interrupted = false;
        while (true) {
            try {
                for (Thread helper : helpers) {
                    helper.join();
                }
                openFetches.awaitNone();
                reaper.end();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        pools.values().forEach(OriginPool::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
