package io.fetchbench.style.virtual;

/**
 * The fetches that were accepted and are yet to be reported: how many, and, linked in the order in which their threads
 * began to run, those that have left the waiting queue; one whose start was earlier and whose thread later is expired that
 * much too late. A list within the exchanges costs each of them some tens of nanoseconds and no memory,
 * where a concurrent set would cost hundreds.
 */
final class OpenFetches {
    private long count;
    private boolean closed;
    private Exchange first;
    private Exchange last;

    /** Counts one more, or throws if no more are to come. */
    synchronized void accept() {
        if (closed) {
            throw new IllegalStateException("fetcher: expected a fetch before close(), got one after it");
        }
        count++;
    }

    /** Takes note of a fetch that has left the queue, and cancels it if no more are to run. */
    synchronized void started(Exchange exchange) {
        exchange.previous = last;
        if (last == null) {
            first = exchange;
        } else {
            last.next = exchange;
        }
        last = exchange;
        if (closed) {
            exchange.cancel();
        }
    }

    /** Forgets a fetch whose listener has returned. */
    synchronized void reported(Exchange exchange) {
        if (exchange.previous == null) {
            first = exchange.next;
        } else {
            exchange.previous.next = exchange.next;
        }
        if (exchange.next == null) {
            last = exchange.previous;
        } else {
            exchange.next.previous = exchange.previous;
        }
        // Whoever keeps a handle would else keep every fetch that was started after it.
        exchange.previous = null;
        exchange.next = null;
        count--;
        if (count == 0 && closed) {
            notifyAll();
        }
    }

    /** Accepts no more and cancels those in flight. */
    synchronized void close() {
        closed = true;
        for (Exchange exchange = first; exchange != null; exchange = exchange.next) {
            exchange.cancel();
        }
    }

    synchronized void awaitNone() throws InterruptedException {
        while (count > 0) {
            wait();
        }
    }

    /** Whether a thread belongs to a fetch, as it does while it calls the listener. */
    synchronized boolean runOn(Thread thread) {
        Exchange exchange = first;
        while (exchange != null && !exchange.isRunOn(thread)) {
            exchange = exchange.next;
        }
        return exchange != null;
    }

    /**
     * Ends what is past its deadline.
     *
     * @return how long no other fetch can be late; all timeouts being equal, the first in the list is the next to be
     */
    synchronized long expireLate(long timeoutNanos) {
        long now = System.nanoTime();
        for (Exchange exchange = first; exchange != null; exchange = exchange.next) {
            long remaining = exchange.startedNanos() + timeoutNanos - now;
            if (remaining > 0) {
                return remaining;
            }
            exchange.expire();
        }
        return timeoutNanos;
    }
}
