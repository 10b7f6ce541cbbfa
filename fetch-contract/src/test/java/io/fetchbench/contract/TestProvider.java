package io.fetchbench.contract;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;
import java.util.function.Function;

/** A provider of what it is told. */
record TestProvider(String name, Function<FetchOptions, Fetcher> opener) implements FetcherProvider {
    @Override
    public String summary() {
        return "for tests of the contract";
    }

    @Override
    public Stack stack() {
        return Stack.SHARED_CODEC;
    }

    @Override
    public Fetcher open(FetchOptions options) {
        return opener.apply(options);
    }
}
