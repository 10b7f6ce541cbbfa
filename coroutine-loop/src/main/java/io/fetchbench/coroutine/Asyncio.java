package io.fetchbench.coroutine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * What Python's module {@code asyncio} offers beside the loop; to be imported statically. (Not {@link #wait}, which
 * {@link Object#wait()} hides.)
 *
 * <p>Those that say so are called inside a task and stop it until they return; the others return at once.
 */
public final class Asyncio {
    private Asyncio() {}

    /**
     * Stops the task that calls this until a future is done. Does not stop it if the future is done already.
     *
     * @param future of the task's loop; cancelled when the task is
     * @param <T> the result
     * @return the result
     * @throws CancelledError if the future or the task is cancelled
     * @throws IllegalStateException if not called inside a task, if the task can't stop here, waits for itself or for a
     *             future of another loop
     * @throws Exception what the future failed with
     */
    public static <T> T await(LoopFuture<T> future) throws Exception {
        if (!future.done()) {
            Task<?> task = future.loop.tasks.current;
            (task != null ? task : currentTask()).suspendUntilDone(future);
        }
        return future.result();
    }

    /**
     * Runs a coroutine inside the task that calls this, until it ends: what it yields, the task waits for.
     *
     * @param coroutine yields each {@link LoopFuture} that it waits for
     * @param <T> what it returns
     * @return what it returned
     * @throws IllegalStateException if not called inside a task, or if the coroutine was used before
     * @throws Exception what it threw
     */
    public static <T> T await(Generator<?, ?, T> coroutine) throws Exception {
        if (!coroutine.frame().isCreated()) {
            throw new IllegalStateException(
                    "await: expected a coroutine that has not been started, got one that was used before");
        }
        return currentTask().delegateTo(coroutine);
    }

    /**
     * The task that calls this.
     *
     * @return never null
     * @throws IllegalStateException if not called inside a task
     */
    public static Task<?> currentTask() {
        EventLoop loop = EventLoop.running();
        Task<?> task = loop == null ? null : loop.tasks.current;
        if (task == null) {
            throw new IllegalStateException("await: expected to be called inside a task, got a caller outside of any");
        }
        return task;
    }

    /**
     * Runs a function as the main task of a new loop, and then cancels and awaits what tasks are left.
     *
     * @param main may {@link #await}
     * @param <T> what it returns
     * @return what it returned
     * @throws InterruptedException after Ctrl-C or an interrupt, when all tasks have ended
     * @throws Exception what it threw
     */
    public static <T> T run(Callable<? extends T> main) throws Exception {
        try (EventLoop loop = new EventLoop()) {
            return loop.runUntilInterrupted(() -> {
                try {
                    return main.call();
                } finally {
                    Shutdown.cancelOthers(loop);
                }
            });
        }
    }

    /**
     * Stops the task that calls this for some time. Others run meanwhile.
     *
     * @param duration 0 or less lets the others run once
     * @throws CancelledError if the task is cancelled
     * @throws IllegalStateException if not called inside a task
     */
    public static void sleep(Duration duration) {
        Task<?> task = currentTask();
        if (duration.isPositive()) {
            sleep(task, duration);
        } else {
            task.suspendUntilDone(null);
        }
    }

    private static void sleep(Task<?> task, Duration duration) {
        LoopFuture<Void> over = task.loop().createFuture();
        TimerHandle timer = task.loop().callLater(duration, () -> {
            if (!over.done()) {
                over.setResult(null);
            }
        });
        try {
            task.suspendUntilDone(over);
        } finally {
            timer.cancel();
        }
    }

    /**
     * Gathers results. The first failure is the failure of the whole, at once, while the other futures go on; to cancel
     * the whole cancels all of them.
     *
     * @param futures of one loop; the same one may occur twice
     * @param <T> the results
     * @return all results, in the order of the futures; nothing gives an empty list, which takes a running loop
     */
    public static <T> LoopFuture<List<T>> gather(Collection<? extends LoopFuture<? extends T>> futures) {
        return Gathering.results(futures);
    }

    /**
     * As {@link #gather(Collection)}.
     *
     * @param futures of one loop
     * @param <T> the results
     * @return all results, in the order of the futures
     */
    @SafeVarargs
    public static <T> LoopFuture<List<T>> gather(LoopFuture<? extends T>... futures) {
        List<LoopFuture<? extends T>> list = new ArrayList<>();
        for (LoopFuture<? extends T> future : futures) {
            list.add(future);
        }
        return Gathering.results(list);
    }

    /**
     * Gathers results and failures alike.
     *
     * @param futures of one loop
     * @return each result or else its exception, in the order of the futures, when all are done
     */
    public static LoopFuture<List<Object>> gatherReturnExceptions(Collection<? extends LoopFuture<?>> futures) {
        return Gathering.resultsAndExceptions(futures);
    }

    /**
     * Stops the task that calls this until all futures are done.
     *
     * @param futures at least one
     * @param <T> the results
     * @return all of them as done
     */
    public static <T> Waited<T> wait(Collection<? extends LoopFuture<T>> futures) {
        return wait(futures, ReturnWhen.ALL_COMPLETED, null);
    }

    /**
     * Stops the task that calls this until some futures are done. Never throws what they failed with.
     *
     * @param futures at least one
     * @param when how many it takes
     * @param <T> the results
     * @return which are done and which are not
     */
    public static <T> Waited<T> wait(Collection<? extends LoopFuture<T>> futures, ReturnWhen when) {
        return wait(futures, when, null);
    }

    /**
     * Stops the task that calls this until some futures are done, or time is over. Never throws what they failed with,
     * and cancels nothing.
     *
     * @param futures at least one
     * @param when how many it takes
     * @param timeout null for none
     * @param <T> the results
     * @return which are done and which are not
     * @throws IllegalArgumentException if there is nothing to wait for
     * @throws CancelledError if the task is cancelled; the futures go on
     */
    public static <T> Waited<T> wait(Collection<? extends LoopFuture<T>> futures, ReturnWhen when, Duration timeout) {
        return Waiting.until(currentTask(), List.copyOf(futures), when, timeout);
    }

    /**
     * The outcomes in the order in which they come.
     *
     * @param futures of the running loop
     * @param timeout null for none; when it is over, those that are left fail with a {@link TimeoutException}
     * @param <T> the results
     * @return as many futures, to be awaited one after the other
     */
    public static <T> List<LoopFuture<T>> asCompleted(Collection<? extends LoopFuture<T>> futures, Duration timeout) {
        return Completions.inOrder(futures, timeout);
    }

    /**
     * As {@link #asCompleted(Collection, Duration)} without a timeout.
     *
     * @param futures of the running loop
     * @param <T> the results
     * @return as many futures, to be awaited one after the other
     */
    public static <T> List<LoopFuture<T>> asCompleted(Collection<? extends LoopFuture<T>> futures) {
        return Completions.inOrder(futures, null);
    }

    /**
     * Awaits a future for a limited time, and cancels it after that.
     *
     * @param future of the running loop
     * @param timeout from now
     * @param <T> the result
     * @return the result
     * @throws TimeoutException if it was not done in time
     * @throws Exception what it failed with
     */
    public static <T> T waitFor(LoopFuture<T> future, Duration timeout) throws Exception {
        return timeout(timeout, () -> await(future));
    }

    /**
     * Runs a function inside the task that calls this for a limited time: when it is over, what the function awaits is
     * cancelled.
     *
     * @param timeout from now
     * @param body may {@link #await}
     * @param <T> what it returns
     * @return what it returned
     * @throws TimeoutException if it had to be cancelled
     * @throws Exception what it threw
     */
    public static <T> T timeout(Duration timeout, Callable<? extends T> body) throws Exception {
        return new Timeout(currentTask()).limit(timeout, body);
    }

    /**
     * As {@link #timeout}, until a time.
     *
     * @param whenNanos on the loop's clock, {@link EventLoop#timeNanos()}; one that is over lets the body come to its first
     *            await
     * @param body may {@link #await}
     * @param <T> what it returns
     * @return what it returned
     * @throws TimeoutException if it had to be cancelled
     * @throws Exception what it threw
     */
    public static <T> T timeoutAt(long whenNanos, Callable<? extends T> body) throws Exception {
        return new Timeout(currentTask()).limitAt(whenNanos, body);
    }

    /**
     * Protects a future from the cancellation of who waits for it.
     *
     * @param inner goes on when the returned one is cancelled
     * @param <T> the result
     * @return has the outcome of the inner one
     */
    public static <T> LoopFuture<T> shield(LoopFuture<T> inner) {
        if (inner.done()) {
            return inner;
        }
        LoopFuture<T> outer = inner.loop().createFuture();
        inner.addDoneCallback(done -> {
            if (!outer.done()) {
                Completions.copy(done, outer);
            } else {
                // Nobody waits any more, so a failure is nobody's oversight.
                done.failure();
            }
        });
        return outer;
    }
}
