package io.fetchbench.style.coroutine;

import io.fetchbench.coroutine.Asyncio;
import io.fetchbench.coroutine.EventLoop;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Processing;
import io.fetchbench.fetch.ProcessingMode;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Where a fetcher's blocking work runs: processing, inline on the thread of a loop or handed off to a pool, and name
 * look-ups. One for all loops.
 */
final class Workers {
    private static final int RESOLVER_THREADS = 4;

    /** Null if processing is inline. */
    private final ExecutorService pool;
    private final ThreadPoolExecutor resolver;
    private final Set<Thread> inline = new HashSet<>();
    private final Queue<Thread> started = new ConcurrentLinkedQueue<>();
    private boolean cancelled;

    Workers(FetchOptions options) {
        pool = options.processingMode() == ProcessingMode.INLINE ? null
                : Executors.newFixedThreadPool(options.processingThreads(),
                        tracked("coroutine-loop-processing-"));
        resolver = new ThreadPoolExecutor(RESOLVER_THREADS, RESOLVER_THREADS, 1, TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                tracked("coroutine-loop-resolver-"));
        resolver.allowCoreThreadTimeOut(true);
    }

    private ThreadFactory tracked(String name) {
        ThreadFactory factory = Thread.ofPlatform().daemon().name(name, 0).factory();
        return work -> {
            Thread thread = factory.newThread(work);
            started.removeIf(before -> before.getState() == Thread.State.TERMINATED);
            started.add(thread);
            return thread;
        };
    }

    /** For name look-ups. Its threads live no longer than there is something to look up, give or take a second. */
    Executor resolver() {
        return resolver;
    }

    /**
     * Runs a processing step; if it is handed off, that stops the task that calls.
     *
     * @throws InterruptedException if it was cancelled
     * @throws Exception what the step threw
     */
    void process(EventLoop loop, Processing processing, int bodyCrc32c) throws Exception {
        if (pool == null) {
            processInline(processing, bodyCrc32c);
            return;
        }
        try {
            Asyncio.await(loop.runInExecutor(pool, () -> {
                processing.run(bodyCrc32c);
                return null;
            }));
        } catch (RejectedExecutionException _) {
            throw new InterruptedException("processing: the fetcher is being closed");
        }
    }

    private void processInline(Processing processing, int bodyCrc32c) throws InterruptedException {
        beginInline();
        try {
            processing.run(bodyCrc32c);
        } finally {
            endInline();
        }
    }

    private synchronized void beginInline() throws InterruptedException {
        if (cancelled) {
            throw new InterruptedException("processing: the fetcher is being closed");
        }
        inline.add(Thread.currentThread());
    }

    /** Clears an interrupt that came too late for the step. */
    private synchronized void endInline() {
        inline.remove(Thread.currentThread());
        Thread.interrupted();
    }

    /** Interrupts what runs, and lets nothing else begin. Any thread may call it. */
    synchronized void cancelAll() {
        cancelled = true;
        inline.forEach(Thread::interrupt);
        if (pool != null) {
            pool.shutdownNow();
        }
        resolver.shutdownNow();
    }

    /**
     * Waits, after {@link #cancelAll}, for the end of the threads. A look-up that has begun can't be interrupted. A pool has
     * terminated once its threads have no more to do, a moment before they end: hence the joins.
     */
    void awaitEnd() {
        if (pool != null) {
            Interrupts.waitFor(() -> pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
        }
        Interrupts.waitFor(() -> resolver.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
        started.forEach(thread -> Interrupts.waitFor(thread::join));
    }
}
