package io.fetchbench.coroutine;

import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * The callbacks of an {@link EventLoop} that wait for a time: a heap ordered by time and sequence. A cancelled one stays in
 * the heap until it comes to the top; when more than half are cancelled, all of those are swept out at once.
 */
final class Timers {
    private static final int FEWEST_TO_SWEEP = 1_000;

    private final PriorityQueue<TimerHandle> heap = new PriorityQueue<>();
    private long sequence;
    private int cancelled;

    TimerHandle add(long whenNanos, Runnable callback, Object createdAt) {
        TimerHandle timer = new TimerHandle(this, whenNanos, sequence++, callback, createdAt);
        heap.add(timer);
        return timer;
    }

    void countCancelled() {
        cancelled++;
        if (cancelled > FEWEST_TO_SWEEP && cancelled > heap.size() / 2) {
            heap.removeIf(Handle::cancelled);
            cancelled = 0;
        }
    }

    int size() {
        return heap.size();
    }

    /** When the next one is due; {@link Long#MAX_VALUE} if there is none. */
    long nextNanos() {
        TimerHandle next = heap.peek();
        while (next != null && next.cancelled()) {
            heap.poll();
            cancelled--;
            next = heap.peek();
        }
        return next == null ? Long.MAX_VALUE : next.whenNanos();
    }

    /** Hands over every one due by now, in order. */
    void takeDue(long nowNanos, Consumer<TimerHandle> taker) {
        while (nextNanos() <= nowNanos && !heap.isEmpty()) {
            TimerHandle due = heap.poll();
            due.leftTimers();
            taker.accept(due);
        }
    }

    void clear() {
        heap.clear();
        cancelled = 0;
    }
}
