package io.fetchbench.coroutine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * The one place where an {@link EventLoop} waits: on epoll, through a {@link Selector}, for channels, for a wake-up from
 * another thread, or for time to pass. Tests replace it to let time pass at once.
 */
class Poller {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Selector selector;

    Poller() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("event loop: no selector could be opened", e);
        }
    }

    long nanoTime() {
        return System.nanoTime();
    }

    /**
     * Waits for channels, and calls the {@link Runnable} that each ready one is registered with.
     *
     * @param timeoutNanos 0 not to wait, {@link Long#MAX_VALUE} to wait for ever. Rounded up to milliseconds, so that a
     *            timer is never found to be not quite due
     * @return how many channels were ready
     */
    int poll(long timeoutNanos) throws IOException {
        if (timeoutNanos <= 0) {
            return selector.selectNow(Poller::call);
        }
        if (timeoutNanos == Long.MAX_VALUE) {
            return selector.select(Poller::call);
        }
        return selector.select(Poller::call, (timeoutNanos - 1) / NANOS_PER_MILLI + 1);
    }

    private static void call(SelectionKey key) {
        ((Runnable) key.attachment()).run();
    }

    /** Ends a wait, or the next one. May be called by any thread. */
    void wakeup() {
        selector.wakeup();
    }

    /** Adds a channel, without interest in anything yet. */
    SelectionKey register(SelectableChannel channel, Runnable whenReady) throws IOException {
        channel.configureBlocking(false);
        return channel.register(selector, 0, whenReady);
    }

    /** Frees channels that were closed, which otherwise happens in the next {@link #poll}. */
    void releaseClosed() throws IOException {
        selector.selectNow();
        selector.selectedKeys().clear();
    }

    void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException("event loop: its selector could not be closed", e);
        }
    }
}
