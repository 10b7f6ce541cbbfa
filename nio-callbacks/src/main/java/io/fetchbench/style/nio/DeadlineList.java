package io.fetchbench.style.nio;

import java.time.Duration;

/**
 * The fetches whose timeout runs. As all have the same timeout, the order in which they started is that of their
 * deadlines, so there is nothing to sort and no timer to allocate. For one thread.
 */
final class DeadlineList {
    private static final Duration FOREVER = Duration.ofDays(100 * 365);
    private static final int NANOS_PER_MILLI = 1_000_000;

    private final Chain<Fetch> byStart = new Chain<>();
    private final long timeoutNanos;

    DeadlineList(Duration timeout) {
        timeoutNanos = (timeout.compareTo(FOREVER) < 0 ? timeout : FOREVER).toNanos();
    }

    /** Adds a fetch that has started no earlier than the others, but for the moment it took to get to this loop. */
    void add(Fetch fetch) {
        byStart.add(fetch);
    }

    void remove(Fetch fetch) {
        byStart.remove(fetch);
    }

    /** The fetch that started first, or null. */
    Fetch first() {
        return byStart.first();
    }

    /** The fetch that started first if its deadline has come, or null. */
    Fetch firstExpired(long nowNanos) {
        Fetch first = byStart.first();
        return first != null && remainingNanos(first, nowNanos) <= 0 ? first : null;
    }

    /** Milliseconds until the next deadline, rounded up and at least 1; 0 when there is none. */
    long millisToFirst(long nowNanos) {
        Fetch first = byStart.first();
        return first == null ? 0 : Math.max(1, Math.ceilDiv(remainingNanos(first, nowNanos), NANOS_PER_MILLI));
    }

    private long remainingNanos(Fetch fetch, long nowNanos) {
        return timeoutNanos - (nowNanos - fetch.startedNanos);
    }
}
