package io.fetchbench.style.virtual;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Knows the fetches in flight and ends those past their deadline. All timeouts are equal, so no fetch that starts after a
 * look at them can be late before those that were in flight then, and one look per timeout or less is enough; {@code
 * SO_TIMEOUT} would schedule and cancel a timer for each read instead.
 *
 * <p>A platform thread, because virtual threads are not time-sliced: computation on all carriers would hold it up.
 */
final class Reaper extends Thread {
    private final long timeoutNanos;
    private final Set<Exchange> inFlight = ConcurrentHashMap.newKeySet();

    Reaper(Duration timeout) {
        super(null, null, VirtualThreadsProvider.NAME + "-reaper");
        timeoutNanos = saturatedNanos(timeout);
        setDaemon(true);
    }

    /** Half the range of a long, so that deadlines can still be compared; some 146 years. */
    private static long saturatedNanos(Duration timeout) {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE / 2);
        return timeout.compareTo(longest) < 0 ? timeout.toNanos() : longest.toNanos();
    }

    void add(Exchange exchange) {
        inFlight.add(exchange);
    }

    void remove(Exchange exchange) {
        inFlight.remove(exchange);
    }

    void cancelAll() {
        inFlight.forEach(Exchange::cancel);
    }

    /** Whether a thread belongs to a fetch, as it does while it calls the listener. */
    boolean knows(Thread thread) {
        return inFlight.stream().anyMatch(exchange -> exchange.isRunOn(thread));
    }

    void end() throws InterruptedException {
        interrupt();
        join();
    }

    @Override
    public void run() {
        while (!isInterrupted()) {
            LockSupport.parkNanos(this, expireLate());
        }
    }

    /** Ends what is late and tells how long no other fetch can be. */
    private long expireLate() {
        long now = System.nanoTime();
        long soonest = timeoutNanos;
        for (Exchange exchange : inFlight) {
            long remaining = exchange.startedNanos() + timeoutNanos - now;
            if (remaining <= 0) {
                exchange.expire();
            } else {
                soonest = Math.min(soonest, remaining);
            }
        }
        return soonest;
    }
}
