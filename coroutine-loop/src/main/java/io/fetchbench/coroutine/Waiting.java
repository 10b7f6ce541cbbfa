package io.fetchbench.coroutine;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One {@link Asyncio#wait}. */
final class Waiting<T> {
    private final Set<LoopFuture<T>> futures;
    private final ReturnWhen when;
    private final LoopFuture<Void> over;
    private int left;

    private Waiting(EventLoop loop, Set<LoopFuture<T>> futures, ReturnWhen when) {
        this.futures = futures;
        this.when = when;
        over = loop.createFuture();
    }

    static <T> Waited<T> until(Task<?> task, List<LoopFuture<T>> futures, ReturnWhen when, Duration timeout) {
        if (futures.isEmpty()) {
            throw new IllegalArgumentException("wait: expected at least one future, got none");
        }
        Waiting<T> waiting = new Waiting<>(task.loop(), new LinkedHashSet<>(futures), when);
        if (!waiting.isOverAtOnce()) {
            waiting.suspend(task, timeout);
        }
        return waiting.outcome();
    }

    private boolean isOverAtOnce() {
        left = (int) futures.stream().filter(future -> !future.done()).count();
        return left == 0 || futures.stream().anyMatch(future -> future.done() && suffices(future));
    }

    private boolean suffices(LoopFuture<T> done) {
        return switch (when) {
            case FIRST_COMPLETED -> true;
            case FIRST_EXCEPTION -> !done.cancelled() && done.exception() != null;
            case ALL_COMPLETED -> false;
        };
    }

    private void suspend(Task<?> task, Duration timeout) {
        DoneCallback<T> callback = this::onDone;
        futures.stream().filter(future -> !future.done()).forEach(future -> future.addDoneCallback(callback));
        TimerHandle timer = timeout == null ? null : task.loop().callLater(timeout, this::end);
        try {
            task.suspendUntilDone(over);
        } finally {
            if (timer != null) {
                timer.cancel();
            }
            futures.forEach(future -> future.removeDoneCallback(callback));
        }
    }

    private void onDone(LoopFuture<T> future) {
        left--;
        if (left == 0 || suffices(future)) {
            end();
        }
    }

    private void end() {
        if (!over.done()) {
            over.setResult(null);
        }
    }

    private Waited<T> outcome() {
        Set<LoopFuture<T>> done = new LinkedHashSet<>();
        Set<LoopFuture<T>> pending = new LinkedHashSet<>();
        for (LoopFuture<T> future : futures) {
            (future.done() ? done : pending).add(future);
        }
        return new Waited<>(done, pending);
    }
}
