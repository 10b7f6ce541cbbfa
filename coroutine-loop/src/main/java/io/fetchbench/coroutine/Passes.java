package io.fetchbench.coroutine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The inside of an {@link EventLoop}: the callbacks that wait, and the pass that runs those that are ready. */
final class Passes {
    /** Passes with work to do look for ready channels only every so often, to save system calls. */
    private static final int PASSES_PER_POLL = 8;

    private final Poller poller;
    private final long originNanos;
    private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
    private final Timers timers = new Timers();
    private final Queue<Runnable> fromOtherThreads = new ConcurrentLinkedQueue<>();

    /** False only while the loop waits, or is about to, and so needs to be woken. */
    private final AtomicBoolean awake = new AtomicBoolean(true);
    private int passesSincePoll;

    Passes(Poller poller) {
        this.poller = poller;
        originNanos = poller.nanoTime();
    }

    long timeNanos() {
        return poller.nanoTime() - originNanos;
    }

    Timers timers() {
        return timers;
    }

    void add(Runnable callback) {
        ready.add(callback);
    }

    void addFromAnyThread(Runnable callback) {
        fromOtherThreads.add(callback);
        if (!awake.getAndSet(true)) {
            poller.wakeup();
        }
    }

    void clear() {
        ready.clear();
        fromOtherThreads.clear();
        timers.clear();
    }

    /**
     * One pass: waits until something is ready, then runs what is ready by then, but nothing that this adds.
     *
     * @param mayWait false to run only what is ready anyway
     */
    void runOne(boolean mayWait, Consumer<Runnable> caller) throws InterruptedException {
        poll(mayWait);
        if (Thread.interrupted()) {
            throw new InterruptedException("event loop: interrupted");
        }
        Runnable callback;
        while ((callback = fromOtherThreads.poll()) != null) {
            ready.add(callback);
        }
        if (timers.size() > 0) {
            timers.takeDue(timeNanos(), ready::add);
        }
        for (int left = ready.size(); left > 0; left--) {
            caller.accept(ready.poll());
        }
    }

    private void poll(boolean mayWait) {
        if (!ready.isEmpty() && ++passesSincePoll < PASSES_PER_POLL) {
            return;
        }
        passesSincePoll = 0;
        try {
            poller.poll(mayWait && ready.isEmpty() ? timeToWaitNanos() : 0);
        } catch (IOException e) {
            throw new UncheckedIOException("event loop: waiting for channels failed", e);
        } finally {
            awake.set(true);
        }
    }

    private long timeToWaitNanos() {
        awake.set(false);
        if (!fromOtherThreads.isEmpty()) {
            return 0;
        }
        long next = timers.nextNanos();
        return next == Long.MAX_VALUE ? next : Math.max(0, next - timeNanos());
    }
}
