package io.fetchbench.style.vertx;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;

/** A fetch on the caller's side of the event bus, until its listener has been called. Safe for use by any number of threads. */
final class AcceptedFetch implements FetchHandle {
    private final VertxFetcher fetcher;
    private final long number;
    private final FetchRequest request;
    private final FetchListener listener;
    private VerticleAddress startedAt;
    private boolean over;

    AcceptedFetch(VertxFetcher fetcher, long number, FetchRequest request, FetchListener listener) {
        this.fetcher = fetcher;
        this.number = number;
        this.request = request;
        this.listener = listener;
    }

    /**
     * Sends it on its way, unless it was cancelled while it waited. Sending happens under the lock so that a cancel
     * message can't overtake the start message.
     */
    synchronized boolean start(VerticleAddress verticle) {
        if (over) {
            return false;
        }
        startedAt = verticle;
        fetcher.send(verticle.commands(), new FetchCommand.Start(number, request, System.nanoTime()));
        return true;
    }

    /** Takes back the acceptance of a fetch that has not been started. */
    synchronized boolean withdraw() {
        boolean withdrawn = !over;
        over = true;
        return withdrawn;
    }

    @Override
    public synchronized void cancel() {
        if (over) {
            return;
        }
        over = true;
        if (startedAt == null) {
            fetcher.reportCancelled(this);
        } else {
            fetcher.send(startedAt.commands(), new FetchCommand.Cancel(number));
        }
    }

    /**
     * Makes a cancel that comes later do nothing.
     *
     * @return whether it had been started
     */
    synchronized boolean end() {
        over = true;
        return startedAt != null;
    }

    long number() {
        return number;
    }

    FetchRequest request() {
        return request;
    }

    FetchListener listener() {
        return listener;
    }
}
