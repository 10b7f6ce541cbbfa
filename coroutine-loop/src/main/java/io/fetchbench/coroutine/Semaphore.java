package io.fetchbench.coroutine;

import java.util.ArrayDeque;

/**
 * Lets a number of tasks in at a time, first come, first served.
 *
 * <pre>{@code
 * try (var _ = semaphore.acquire()) {
 *     ...
 * }
 * }</pre>
 */
public final class Semaphore {
    private final EventLoop loop;
    private final ArrayDeque<LoopFuture<Void>> waiting = new ArrayDeque<>();
    private int free;

    /** The right to be inside, until it is closed. */
    public final class Permit implements AutoCloseable {
        private boolean released;

        private Permit() {}

        /** Lets the next task in. Closing again does nothing. */
        @Override
        public void close() {
            if (!released) {
                released = true;
                release();
            }
        }
    }

    /**
     * A semaphore with nobody inside.
     *
     * @param loop whose tasks use it
     * @param permits how many may be inside at a time, 1 or more
     */
    public Semaphore(EventLoop loop, int permits) {
        if (permits < 1) {
            throw new IllegalArgumentException("semaphore: expected 1 permit or more, got " + permits);
        }
        this.loop = loop;
        free = permits;
    }

    private Semaphore(EventLoop loop) {
        this.loop = loop;
    }

    /** One that nobody may enter before a {@link #release}. */
    static Semaphore withNoneFree(EventLoop loop) {
        return new Semaphore(loop);
    }

    /**
     * Stops the task that calls until it may enter.
     *
     * @return to be closed on leaving
     * @throws Exception if the task is cancelled
     */
    public Permit acquire() throws Exception {
        enter();
        return new Permit();
    }

    /** As {@link #acquire}, to be followed by a {@link #release}. */
    void enter() throws Exception {
        if (locked()) {
            awaitTurn();
        } else {
            free--;
        }
    }

    /** Whoever leaves hands the place over, so that nobody who comes meanwhile can take it. */
    private void awaitTurn() throws Exception {
        LoopFuture<Void> turn = loop.createFuture();
        waiting.add(turn);
        try {
            Asyncio.await(turn);
        } catch (Throwable e) {
            waiting.remove(turn);
            if (turn.done() && !turn.cancelled()) {
                release();
            }
            throw e;
        }
    }

    void release() {
        LoopFuture<Void> next = waiting.poll();
        while (next != null && next.done()) {
            next = waiting.poll();
        }
        if (next != null) {
            next.setResult(null);
        } else {
            free++;
        }
    }

    /**
     * Whether the next one to come has to wait.
     *
     * @return true if nobody can enter at once
     */
    public boolean locked() {
        return free == 0;
    }
}
