package io.fetchbench.harness.control;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Stack;

/** Shows what the harness itself costs per fetch: every fetch ends at once, with the result it should have. */
public final class NoOpProvider implements Instrument {
    @Override
    public String name() {
        return "no-op";
    }

    @Override
    public String summary() {
        return "fetches nothing and ends at once; its cost is the tool's own";
    }

    @Override
    public Stack stack() {
        return Stack.WHOLE_STACK;
    }

    @Override
    public Fetcher open(FetchOptions options) {
        return new NoOpFetcher();
    }
}
