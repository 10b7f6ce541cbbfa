package io.fetchbench.style.vertx;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;

/** The Vert.x style: verticles that take fetches from the event bus. */
public final class VertxFetcherProvider implements FetcherProvider {
    /** Starts nothing. */
    public VertxFetcherProvider() {}

    @Override
    public String name() {
        return "vertx-impl";
    }

    @Override
    public String summary() {
        return "Vert.x verticles take fetches from the event bus, and Vert.x's HTTP client does the I/O";
    }

    @Override
    public Stack stack() {
        return Stack.WHOLE_STACK;
    }

    @Override
    public Fetcher open(FetchOptions options) {
        return VertxFetcher.open(options);
    }
}
