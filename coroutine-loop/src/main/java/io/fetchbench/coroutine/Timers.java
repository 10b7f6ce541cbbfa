package io.fetchbench.coroutine;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * The callbacks of an {@link EventLoop} that wait for a time, ordered by time and sequence.
 *
 * <p>Most are timeouts, all of the same length and nearly all cancelled: they come in the order of their times, so a queue
 * holds them, and only what is due before the last of the queue needs the heap. A cancelled one stays until it comes to
 * the front; when more than half of many are cancelled, all of those are swept out at once.
 */
final class Timers {
    private static final int FEWEST_TO_SWEEP = 1_000;

    private final ArrayDeque<TimerHandle> inOrder = new ArrayDeque<>();
    private final PriorityQueue<TimerHandle> outOfOrder = new PriorityQueue<>();
    private long sequence;
    private int cancelled;

    TimerHandle add(long whenNanos, Runnable callback, Object createdAt) {
        TimerHandle timer = new TimerHandle(this, whenNanos, sequence++, callback, createdAt);
        TimerHandle last = inOrder.peekLast();
        if (last == null || last.whenNanos() <= whenNanos) {
            inOrder.addLast(timer);
        } else {
            outOfOrder.add(timer);
        }
        return timer;
    }

    /** Told by a timer that it was cancelled while it waits here. */
    void countCancelled() {
        cancelled++;
        dropCancelledInFront();
        if (cancelled > FEWEST_TO_SWEEP && cancelled > size() / 2) {
            inOrder.removeIf(Handle::cancelled);
            outOfOrder.removeIf(Handle::cancelled);
            cancelled = 0;
        }
    }

    private void dropCancelledInFront() {
        while (isCancelled(inOrder.peekFirst())) {
            inOrder.pollFirst();
            cancelled--;
        }
        while (isCancelled(outOfOrder.peek())) {
            outOfOrder.poll();
            cancelled--;
        }
    }

    private static boolean isCancelled(TimerHandle timer) {
        return timer != null && timer.cancelled();
    }

    int size() {
        return inOrder.size() + outOfOrder.size();
    }

    /** When the next one is due; {@link Long#MAX_VALUE} if there is none. */
    long nextNanos() {
        TimerHandle next = next();
        return next == null ? Long.MAX_VALUE : next.whenNanos();
    }

    private TimerHandle next() {
        TimerHandle queued = inOrder.peekFirst();
        TimerHandle heaped = outOfOrder.peek();
        return heaped == null || queued != null && queued.compareTo(heaped) < 0 ? queued : heaped;
    }

    /** Hands over every one due by now, in order. */
    void takeDue(long nowNanos, Consumer<TimerHandle> taker) {
        for (TimerHandle due = next(); due != null && due.whenNanos() <= nowNanos; due = next()) {
            remove(due);
            due.leftTimers();
            taker.accept(due);
            dropCancelledInFront();
        }
    }

    private void remove(TimerHandle front) {
        if (front == inOrder.peekFirst()) {
            inOrder.pollFirst();
        } else {
            outOfOrder.poll();
        }
    }

    void clear() {
        inOrder.clear();
        outOfOrder.clear();
        cancelled = 0;
    }
}
