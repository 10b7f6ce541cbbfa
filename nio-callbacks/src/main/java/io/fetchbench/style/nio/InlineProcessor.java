package io.fetchbench.style.nio;

import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;

/** Processes on the loop's own thread, which serves nobody else meanwhile. One for each loop. */
final class InlineProcessor implements Processor {
    private Thread running;
    private boolean cancelled;

    @Override
    public void process(Fetch fetch, Engine engine) {
        engine.processed(fetch, begin() ? run(fetch) : fetch.failed(Outcome.CANCELLED, null));
    }

    private FetchResult run(Fetch fetch) {
        try {
            return fetch.process();
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        running = cancelled ? null : Thread.currentThread();
        return !cancelled;
    }

    /** Clears an interrupt that came too late for the step, as it would otherwise close the next socket touched. */
    private synchronized void end() {
        running = null;
        Thread.interrupted();
    }

    @Override
    public synchronized void cancelAll() {
        cancelled = true;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public void awaitEnd() {
        // Its thread is the loop's.
    }
}
