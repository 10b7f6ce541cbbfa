package io.fetchbench.mockserver;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The connections of one server, over all its event loops. Thread-safe. */
final class ConnectionCount {
    private final int max;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong acceptFailures = new AtomicLong();

    ConnectionCount(int max) {
        this.max = max;
    }

    /** Counts one in, unless that were too many. */
    boolean tryOpen() {
        int now = open.incrementAndGet();
        if (now > max) {
            open.decrementAndGet();
            refused.incrementAndGet();
            return false;
        }
        if (now > peak.get()) {
            peak.accumulateAndGet(now, Math::max);
        }
        return true;
    }

    void closed() {
        open.decrementAndGet();
    }

    void acceptFailed() {
        acceptFailures.incrementAndGet();
    }

    int max() {
        return max;
    }

    int open() {
        return open.get();
    }

    int peak() {
        return peak.get();
    }

    long refused() {
        return refused.get();
    }

    long acceptFailures() {
        return acceptFailures.get();
    }
}
