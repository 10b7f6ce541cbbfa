package io.fetchbench.style.coroutine;

import io.fetchbench.coroutine.Asyncio;
import io.fetchbench.coroutine.LoopFuture;
import io.fetchbench.coroutine.Task;
import java.util.concurrent.Callable;

/**
 * The task that a fetch runs in. It takes one fetch after the other: to go on with the next one costs nothing, where a new
 * task would have to be made, started and ended.
 */
final class Worker implements Callable<Void> {
    private final FetchLoop loop;
    private final Task<Void> task;
    private Fetch next;
    private LoopFuture<Void> rest;

    /** Starts a worker with its first fetch. */
    Worker(FetchLoop loop, Fetch first) {
        this.loop = loop;
        task = loop.events().createTask(this);
        give(first);
    }

    @Override
    public Void call() throws Exception {
        while (hasNext()) {
            Fetch fetch = next;
            next = null;
            fetch.run();
        }
        return null;
    }

    private boolean hasNext() throws Exception {
        if (next == null && loop.mayRest(this)) {
            rest = loop.events().createFuture();
            Asyncio.await(rest);
            rest = null;
        }
        return next != null;
    }

    /** Whether it has no fetch to go on with. */
    boolean isFree() {
        return next == null;
    }

    /** Has it run a fetch, after the one it runs now if there is one. */
    void give(Fetch fetch) {
        next = fetch;
        fetch.startIn(this);
        if (rest != null) {
            rest.setResult(null);
        }
    }

    /** Cancels what its fetch awaits. */
    void cancel() {
        task.cancel();
    }
}
