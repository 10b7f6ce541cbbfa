package io.fetchbench.coroutine;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/** Blocking work on other threads, whose outcome comes back to the loop. */
final class LoopExecutor {
    /** As in Python: some more than processors, for work that waits. */
    private static final int OWN_THREADS = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);

    private final EventLoop loop;
    private ExecutorService own;

    LoopExecutor(EventLoop loop) {
        this.loop = loop;
    }

    Executor own() {
        if (own == null) {
            own = Executors.newFixedThreadPool(OWN_THREADS,
                    Thread.ofPlatform().daemon().name("event-loop-executor-", 1).factory());
        }
        return own;
    }

    void shutdown() {
        if (own != null) {
            own.shutdown();
        }
    }

    <T> LoopFuture<T> submit(Executor threads, Callable<? extends T> blocking) {
        LoopFuture<T> outcome = loop.createFuture();
        FutureTask<T> work = new FutureTask<>(() -> {
            run(blocking, outcome);
            return null;
        });
        outcome.addDoneCallback(future -> {
            if (future.cancelled()) {
                work.cancel(false);
            }
        });
        threads.execute(work);
        return outcome;
    }

    private <T> void run(Callable<? extends T> blocking, LoopFuture<T> outcome) {
        try {
            T result = blocking.call();
            deliver(outcome, () -> outcome.setResult(result));
        } catch (Throwable e) {
            deliver(outcome, () -> outcome.setException(e));
        }
    }

    private void deliver(LoopFuture<?> outcome, Runnable completion) {
        if (!loop.isClosed()) {
            loop.callSoonThreadsafe(() -> {
                if (!outcome.done()) {
                    completion.run();
                }
            });
        }
    }
}
