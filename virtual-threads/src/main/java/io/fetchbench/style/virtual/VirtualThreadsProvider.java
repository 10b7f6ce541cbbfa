package io.fetchbench.style.virtual;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;

/** The style {@code virtual-threads}. */
public final class VirtualThreadsProvider implements FetcherProvider {
    static final String NAME = "virtual-threads";

    /** For the service loader. */
    public VirtualThreadsProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "java.net.Socket on one virtual thread a fetch";
    }

    @Override
    public Stack stack() {
        return Stack.SHARED_CODEC;
    }

    @Override
    public Fetcher open(FetchOptions options) {
        return new VirtualThreadsFetcher(options);
    }
}
