package io.fetchbench.style.virtual;

/** Counts the fetches that were accepted and are yet to be reported, so that close() can refuse more and await these. */
final class OpenFetches {
    private long count;
    private boolean closed;

    synchronized void accept() {
        if (closed) {
            throw new IllegalStateException("fetcher: expected a fetch before close(), got one after it");
        }
        count++;
    }

    synchronized void reported() {
        count--;
        if (count == 0 && closed) {
            notifyAll();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized void close() {
        closed = true;
    }

    synchronized void awaitNone() throws InterruptedException {
        while (count > 0) {
            wait();
        }
    }
}
