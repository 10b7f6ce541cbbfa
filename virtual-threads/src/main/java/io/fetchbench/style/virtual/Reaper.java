package io.fetchbench.style.virtual;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that ends fetches past their deadline. It looks at them once a timeout or so, when the oldest could be late;
 * {@code SO_TIMEOUT} would schedule and cancel a timer for each read instead.
 *
 * <p>A platform thread, because virtual threads are not time-sliced: computation on all carriers would hold it up.
 */
final class Reaper extends Thread {
    private final long timeoutNanos;
    private final OpenFetches fetches;

    Reaper(Duration timeout, OpenFetches fetches) {
        super(null, null, VirtualThreadsProvider.NAME + "-reaper");
        timeoutNanos = saturatedNanos(timeout);
        this.fetches = fetches;
        setDaemon(true);
    }

    /** Half the range of a long, so that deadlines can still be compared; some 146 years. */
    private static long saturatedNanos(Duration timeout) {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE / 2);
        return timeout.compareTo(longest) < 0 ? timeout.toNanos() : longest.toNanos();
    }

    @Override
    public void run() {
        while (!isInterrupted()) {
            LockSupport.parkNanos(this, fetches.expireLate(timeoutNanos));
        }
    }

    void end() throws InterruptedException {
        interrupt();
        join();
    }
}
