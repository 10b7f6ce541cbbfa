package io.fetchbench.coroutine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/**
 * One {@link Asyncio#gather}.
 *
 * @param <T> the results
 */
final class Gathering<T> extends LoopFuture<List<T>> {
    private final List<LoopFuture<?>> children;
    private final Function<LoopFuture<?>, T> resultOf;
    private final boolean failsWithChild;
    private int left;
    private boolean cancelRequested;

    private Gathering(EventLoop loop, Collection<? extends LoopFuture<?>> children,
            Function<LoopFuture<?>, T> resultOf, boolean failsWithChild) {
        super(loop);
        this.children = List.copyOf(children);
        this.resultOf = resultOf;
        this.failsWithChild = failsWithChild;
    }

    static <T> LoopFuture<List<T>> results(Collection<? extends LoopFuture<? extends T>> futures) {
        return new Gathering<T>(loopOf(futures), futures, Gathering::resultOf, true).begin();
    }

    static LoopFuture<List<Object>> resultsAndExceptions(Collection<? extends LoopFuture<?>> futures) {
        return resultsAndExceptions(loopOf(futures), futures);
    }

    static LoopFuture<List<Object>> resultsAndExceptions(EventLoop loop, Collection<? extends LoopFuture<?>> futures) {
        return new Gathering<Object>(loop, futures, Gathering::resultOrException, false).begin();
    }

    private static EventLoop loopOf(Collection<? extends LoopFuture<?>> futures) {
        EventLoop loop = futures.isEmpty() ? EventLoop.running() : futures.iterator().next().loop();
        if (loop == null) {
            throw new IllegalStateException("gather of nothing: expected a running loop, got none");
        }
        return loop;
    }

    private Gathering<T> begin() {
        if (children.stream().anyMatch(child -> child.loop() != loop)) {
            throw new IllegalArgumentException("gather: expected futures of one loop, got several loops");
        }
        var distinct = new LinkedHashSet<LoopFuture<?>>(children);
        left = distinct.size();
        distinct.forEach(child -> child.addDoneCallback(this::onDone));
        if (left == 0) {
            setResult(List.of());
        }
        return this;
    }

    private void onDone(LoopFuture<?> child) {
        left--;
        Throwable failure = child.failure();
        if (done()) {
            return;
        }
        if (failure != null && failsWithChild) {
            setException(failure);
        } else if (left == 0) {
            end();
        }
    }

    private void end() {
        if (cancelRequested) {
            setException(new CancelledError("gather was cancelled"));
            return;
        }
        List<T> results = new ArrayList<>(children.size());
        for (LoopFuture<?> child : children) {
            results.add(resultOf.apply(child));
        }
        setResult(results);
    }

    /** Cancels the children; this ends when they have. */
    @Override
    public boolean cancel(String message) {
        if (done()) {
            return false;
        }
        boolean any = false;
        for (LoopFuture<?> child : children) {
            any |= child.cancel(message);
        }
        cancelRequested |= any;
        return any;
    }

    @SuppressWarnings("unchecked")
    private static <T> T resultOf(LoopFuture<?> child) {
        return (T) child.resultOrNull();
    }

    private static Object resultOrException(LoopFuture<?> child) {
        Throwable failure = child.failure();
        return failure != null ? failure : child.resultOrNull();
    }
}
