package io.fetchbench.style.nio;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;

/** The style {@code nio-callbacks}: a {@link java.nio.channels.Selector} per I/O thread and state kept by callbacks. */
public final class NioCallbacksProvider implements FetcherProvider {
    /** For {@link java.util.ServiceLoader}. */
    public NioCallbacksProvider() {}

    @Override
    public String name() {
        return "nio-callbacks";
    }

    @Override
    public String summary() {
        return "one selector per I/O thread, non-blocking sockets, callbacks";
    }

    @Override
    public Stack stack() {
        return Stack.SHARED_CODEC;
    }

    @Override
    public Fetcher open(FetchOptions options) {
        return new NioFetcher(options);
    }
}
