package io.fetchbench.harness.control;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;

/** One accepted fetch. Its state belongs to the loop's thread. Must not be changed, see {@link ControlProvider}. */
final class ControlExchange implements FetchHandle {
    final FetchRequest request;
    final FetchListener listener;
    private final ControlFetcher fetcher;
    ControlConnection connection;
    long startedNanos;
    boolean ended;

    ControlExchange(ControlFetcher fetcher, FetchRequest request, FetchListener listener) {
        this.fetcher = fetcher;
        this.request = request;
        this.listener = listener;
    }

    @Override
    public void cancel() {
        fetcher.cancel(this);
    }
}
