package io.fetchbench.coroutine;

/**
 * Lets one task in at a time, first come, first served. Unlike a monitor or a {@link java.util.concurrent.locks.Lock} it
 * belongs to a task, not to a thread, so it may be held while waiting.
 *
 * <pre>{@code
 * try (var _ = lock.acquire()) {
 *     ...
 * }
 * }</pre>
 */
public final class Lock {
    private final Semaphore one;

    /**
     * A lock that nobody holds.
     *
     * @param loop whose tasks use it
     */
    public Lock(EventLoop loop) {
        one = new Semaphore(loop, 1);
    }

    /**
     * Stops the task that calls until the lock is its own.
     *
     * @return releases it when closed
     * @throws Exception if the task is cancelled
     */
    public Semaphore.Permit acquire() throws Exception {
        return one.acquire();
    }

    /**
     * Whether somebody holds it.
     *
     * @return true between acquiring and releasing
     */
    public boolean locked() {
        return one.locked();
    }
}
