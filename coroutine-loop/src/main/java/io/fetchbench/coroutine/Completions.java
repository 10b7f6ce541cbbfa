package io.fetchbench.coroutine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** One {@link Asyncio#asCompleted}: whatever future ends next gives its outcome to the first that has none yet. */
final class Completions<T> {
    private final Queue<LoopFuture<T>> waiting;

    private Completions(Collection<LoopFuture<T>> waiting) {
        this.waiting = new ArrayDeque<>(waiting);
    }

    static <T> List<LoopFuture<T>> inOrder(Collection<? extends LoopFuture<T>> futures, Duration timeout) {
        Set<LoopFuture<T>> distinct = new LinkedHashSet<>(futures);
        List<LoopFuture<T>> inOrder = new ArrayList<>();
        for (LoopFuture<T> future : distinct) {
            inOrder.add(future.loop().createFuture());
        }
        Completions<T> completions = new Completions<>(inOrder);
        distinct.forEach(future -> future.addDoneCallback(completions::onDone));
        if (timeout != null && !inOrder.isEmpty()) {
            completions.limit(inOrder.getLast(), timeout);
        }
        return inOrder;
    }

    private void limit(LoopFuture<T> last, Duration timeout) {
        TimerHandle timer = last.loop().callLater(timeout, () -> timeOut(timeout));
        last.addDoneCallback(_ -> timer.cancel());
    }

    private void timeOut(Duration timeout) {
        LoopFuture<T> next;
        while ((next = waiting.poll()) != null) {
            if (!next.done()) {
                next.setException(new TimeoutException("asCompleted: not done within " + timeout));
                next.failure();
            }
        }
    }

    private void onDone(LoopFuture<T> future) throws Exception {
        LoopFuture<T> next = waiting.poll();
        if (next != null && !next.done()) {
            copy(future, next);
        }
    }

    /** Completes a future as another one was. */
    static <T> void copy(LoopFuture<T> done, LoopFuture<T> pending) throws Exception {
        if (done.cancelled()) {
            pending.cancel(done.failure().getMessage());
        } else if (done.exception() != null) {
            pending.setException(done.exception());
        } else {
            pending.setResult(done.result());
        }
    }
}
