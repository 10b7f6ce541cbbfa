package io.fetchbench.coroutine;

/** A callback that waits for its turn in an {@link EventLoop}. Only for the thread of the loop. */
public class Handle implements Runnable {
    private Runnable callback;
    private final Object createdAt;

    Handle(Runnable callback, Object createdAt) {
        this.callback = callback;
        this.createdAt = createdAt;
    }

    /** Keeps the callback from running. Does nothing if it has run. */
    public void cancel() {
        callback = null;
    }

    /**
     * Whether it was cancelled.
     *
     * @return true after {@link #cancel}
     */
    public boolean cancelled() {
        return callback == null;
    }

    /** For the loop: runs the callback unless it was cancelled. */
    @Override
    public void run() {
        if (callback != null) {
            callback.run();
        }
    }

    @Override
    public String toString() {
        return "callback " + callback + (createdAt == null ? "" : " created at " + createdAt);
    }
}
