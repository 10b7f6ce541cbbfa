package io.fetchbench.fetch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets at most a fixed number of fetches in and queues the others, first come, first served: the limit of
 * {@link FetchOptions#maxInFlight()} for styles that must not block. Takes no lock, is safe for use by any number of
 * threads, and allocates nothing while nothing waits. A style may use it or bring its own.
 *
 * <p>One counter holds those inside plus those waiting, so that entering and leaving agree on who goes next without a
 * lock; the queue may lag behind the counter for the instant between the two steps of {@link #enter}, for which
 * {@link #leave} spins.
 *
 * @param <T> what waits, typically a style's own record of a fetch
 */
public final class InFlightGate<T> {
    private static final int SPINS = 64;

    private final int limit;
    private final AtomicInteger insideAndWaiting = new AtomicInteger();
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();

    /**
     * A gate with nobody inside.
     *
     * @param limit how many may be inside at a time, 1 or more
     */
    public InFlightGate(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit: expected 1 or more, got " + limit);
        }
        this.limit = limit;
    }

    /**
     * Lets a fetch in, or queues it.
     *
     * @param fetch who comes
     * @return true if it is inside and may start; false if it waits until a {@link #leave} returns it
     */
    public boolean enter(T fetch) {
        if (insideAndWaiting.getAndIncrement() < limit) {
            return true;
        }
        waiting.add(fetch);
        return false;
    }

    /**
     * Frees one place inside. To be called once for each fetch that was let in.
     *
     * @return who takes the place and is to be started by the caller, or null if nobody waits
     */
    public T leave() {
        if (insideAndWaiting.getAndDecrement() <= limit) {
            return null;
        }
        T next = waiting.poll();
        for (int spins = 0; next == null; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                // Who is about to queue may want this very core.
                Thread.yield();
            }
            next = waiting.poll();
        }
        return next;
    }
}
