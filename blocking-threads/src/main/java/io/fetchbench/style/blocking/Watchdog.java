package io.fetchbench.style.blocking;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread that ends what no other thread can: fetches past their deadline, whose own threads are stuck in a read, and
 * fetches cancelled while they wait, which have no thread.
 *
 * <p>It costs a fetch nothing. All timeouts are equal, so no fetch that starts after a look at the threads can be late
 * before those that were running then, and one look per timeout or less is enough. {@code SO_TIMEOUT} instead would put
 * the sockets into non-blocking mode and make each read a read, a poll, and a read again.
 */
final class Watchdog extends Thread {
    private final long timeoutNanos;
    private final Iterable<FetchThread> threads;
    private final Queue<Exchange> cancelledWaiting = new ConcurrentLinkedQueue<>();
    private volatile boolean ended;

    Watchdog(Duration timeout, Iterable<FetchThread> threads) {
        super(null, null, BlockingThreadsProvider.NAME + "-watchdog");
        this.timeoutNanos = saturatedNanos(timeout);
        this.threads = threads;
        setDaemon(true);
    }

    /** Half the range of a long, so that deadlines can still be compared; some 146 years. */
    private static long saturatedNanos(Duration timeout) {
        Duration longest = Duration.ofNanos(Long.MAX_VALUE / 2);
        return timeout.compareTo(longest) < 0 ? timeout.toNanos() : longest.toNanos();
    }

    void reportCancelled(Exchange exchange) {
        cancelledWaiting.add(exchange);
        LockSupport.unpark(this);
    }

    void end() {
        ended = true;
        LockSupport.unpark(this);
    }

    @Override
    public void run() {
        while (true) {
            boolean last = ended;
            Exchange cancelled = cancelledWaiting.poll();
            while (cancelled != null) {
                cancelled.reportCancelled();
                cancelled = cancelledWaiting.poll();
            }
            if (last) {
                return;
            }
            LockSupport.parkNanos(this, expireLate());
        }
    }

    /** Ends what is late and tells how long no other fetch can be. */
    private long expireLate() {
        long now = System.nanoTime();
        long soonest = timeoutNanos;
        for (FetchThread thread : threads) {
            Exchange exchange = thread.current();
            if (exchange != null) {
                long remaining = exchange.startedNanos() + timeoutNanos - now;
                if (remaining > 0) {
                    soonest = Math.min(soonest, remaining);
                } else {
                    exchange.expire();
                }
            }
        }
        return soonest;
    }
}
