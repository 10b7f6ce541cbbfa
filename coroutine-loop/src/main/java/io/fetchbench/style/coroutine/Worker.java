package io.fetchbench.style.coroutine;

import io.fetchbench.coroutine.Task;
import java.util.concurrent.Callable;

/**
 * The task that a fetch runs in. It goes on with the next fetch if there is one when the first ends: that costs nothing, where
 * a new task would have to be made and started.
 */
final class Worker implements Callable<Void> {
    /**
     * Fetches after which another worker takes over: the frames at the bottom of a stack stay as they were when it was
     * begun, interpreted if that was early, and a stack with interpreted frames is slow to suspend.
     */
    private static final int FETCHES = 100;

    private final Task<Void> task;
    private Fetch next;
    private boolean mayTakeOn;

    /** Starts a worker with its first fetch. */
    Worker(FetchLoop loop, Fetch first) {
        task = loop.events().createTask(this);
        give(first);
    }

    @Override
    public Void call() {
        for (int left = FETCHES; left > 0 && next != null; left--) {
            Fetch fetch = next;
            next = null;
            mayTakeOn = left > 1;
            fetch.run();
        }
        return null;
    }

    /** Whether it may be given a fetch to go on with. */
    boolean isFree() {
        return next == null && mayTakeOn;
    }

    /** Has it run a fetch, after the one it runs now if there is one. */
    void give(Fetch fetch) {
        next = fetch;
        fetch.startIn(this);
    }

    /** Cancels what its fetch awaits. */
    void cancel() {
        task.cancel();
    }
}
