package io.fetchbench.style.blocking;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;

/** The style {@code blocking-threads}. */
public final class BlockingThreadsProvider implements FetcherProvider {
    static final String NAME = "blocking-threads";

    /** For the service loader. */
    public BlockingThreadsProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "java.net.Socket on a bounded pool of platform threads";
    }

    @Override
    public Stack stack() {
        return Stack.SHARED_CODEC;
    }

    @Override
    public Fetcher open(FetchOptions options) {
        return new BlockingFetcher(options);
    }
}
