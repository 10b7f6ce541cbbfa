package io.fetchbench.style.blocking;

import java.nio.ByteBuffer;

/** A thread of the pool with what it needs for one fetch at a time. */
final class FetchThread extends Thread {
    /** Room for a request, a header and a small body at once; larger bodies take several reads. */
    private static final int BUFFER_BYTES = 16 * 1024;

    private final BlockingFetcher fetcher;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private volatile Exchange current;

    FetchThread(BlockingFetcher fetcher, Runnable worker, int number) {
        super(null, worker, BlockingThreadsProvider.NAME + "-" + number);
        this.fetcher = fetcher;
        setDaemon(true);
    }

    BlockingFetcher fetcher() {
        return fetcher;
    }

    /** Backed by an array, for the streams of a socket know no buffers. */
    ByteBuffer buffer() {
        return buffer;
    }

    /** What this thread is doing, for those who may want to end it. */
    void setCurrent(Exchange exchange) {
        current = exchange;
    }

    /** What this thread is doing, or null. */
    Exchange current() {
        return current;
    }

    void cancelFetch() {
        Exchange exchange = current;
        if (exchange != null) {
            exchange.cancel();
        }
    }
}
