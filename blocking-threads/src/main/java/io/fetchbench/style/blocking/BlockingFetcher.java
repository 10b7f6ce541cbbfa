package io.fetchbench.style.blocking;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.IdleLimit;
import io.fetchbench.fetch.Origin;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands each fetch to an executor whose number of threads is the limit of fetches in flight. */
final class BlockingFetcher implements Fetcher {
    private final FetchOptions options;
    private final Map<Origin, OriginPool> pools = new ConcurrentHashMap<>();
    private final IdleLimit idleLimit;
    private final Queue<FetchThread> threads = new ConcurrentLinkedQueue<>();
    private final AtomicInteger threadNumber = new AtomicInteger();
    private final ThreadPoolExecutor executor;
    private final Watchdog watchdog;
    private volatile boolean closed;

    BlockingFetcher(FetchOptions options) {
        this.options = options;
        idleLimit = new IdleLimit(options, pools.values());
        executor = new ThreadPoolExecutor(options.maxInFlight(), options.maxInFlight(), 0, TimeUnit.NANOSECONDS,
                new LinkedBlockingQueue<>(), this::newThread, BlockingFetcher::refuse);
        watchdog = new Watchdog(options.timeout(), threads);
        watchdog.start();
    }

    private Thread newThread(Runnable worker) {
        var thread = new FetchThread(this, worker, threadNumber.incrementAndGet());
        threads.add(thread);
        return thread;
    }

    private static void refuse(Runnable fetch, ThreadPoolExecutor executor) {
        throw new IllegalStateException("fetcher: expected a fetch before close(), got one after it");
    }

    @Override
    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
        var exchange = new Exchange(this, request, listener);
        executor.execute(exchange);
        return exchange;
    }

    OriginPool pool(Origin origin) {
        OriginPool pool = pools.get(origin);
        return pool != null ? pool : pools.computeIfAbsent(origin, o -> new OriginPool(o, options, idleLimit));
    }

    Watchdog watchdog() {
        return watchdog;
    }

    boolean isClosed() {
        return closed;
    }

    /** The waiting fetches are not drained here but run through the threads, each of which ends it as cancelled at once. */
    @Override
    public void close() {
        if (Thread.currentThread() instanceof FetchThread thread && thread.fetcher() == this
                || Thread.currentThread() == watchdog) {
            throw new IllegalStateException(
                    "close(): expected a thread of the caller, got one of this fetcher, for whose end it would wait");
        }
        closed = true;
        executor.shutdown();
        threads.forEach(FetchThread::cancelFetch);
        boolean interrupted = joinAll();
        pools.values().forEach(OriginPool::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Goes on in spite of an interrupt, because whoever closes relies on nothing being left. */
    private boolean joinAll() {
        boolean interrupted = false;
        while (true) {
            try {
                executor.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
                for (FetchThread thread : threads) {
                    thread.join();
                }
                watchdog.end();
                watchdog.join();
                return interrupted;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
    }
}
