package io.fetchbench.style.nio;

import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Processes on a fixed pool of threads; the result goes back to the loop. One for all loops of a fetcher. */
final class PoolProcessor implements Processor {
    private final ExecutorService pool;
    private final Queue<Thread> started = new ConcurrentLinkedQueue<>();

    PoolProcessor(int threads) {
        ThreadFactory factory = Thread.ofPlatform().daemon().name("nio-callbacks-processing-", 0).factory();
        pool = Executors.newFixedThreadPool(threads, worker -> {
            Thread thread = factory.newThread(worker);
            started.add(thread);
            return thread;
        });
    }

    @Override
    public void process(Fetch fetch, Engine engine) {
        try {
            pool.execute(new Step(fetch, engine));
        } catch (RejectedExecutionException _) {
            engine.processed(fetch, fetch.failed(Outcome.CANCELLED, null));
        }
    }

    @Override
    public void cancelAll() {
        for (Runnable step : pool.shutdownNow()) {
            ((Step) step).cancel();
        }
    }

    /** A pool has terminated once its threads have no more to do, a moment before they end: hence the joins. */
    @Override
    public void awaitEnd() {
        Interrupts.waitFor(() -> pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
        started.forEach(thread -> Interrupts.waitFor(thread::join));
    }

    private record Step(Fetch fetch, Engine engine) implements Runnable {
        @Override
        public void run() {
            if (!fetch.hasEnded()) {
                report(fetch.process());
            }
        }

        void cancel() {
            report(fetch.failed(Outcome.CANCELLED, null));
        }

        private void report(FetchResult result) {
            engine.loop().execute(() -> engine.processed(fetch, result));
        }
    }
}
