package io.fetchbench.style.coroutine;

import io.fetchbench.coroutine.Carrier;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;
import java.util.List;

/**
 * The style {@code coroutine-loop}: an event loop per I/O thread, callbacks that drive generators, and epoll. In a JVM
 * without {@link #jvmOptions} its coroutines run on virtual threads instead of continuations, which works but costs more.
 */
public final class CoroutineLoopProvider implements FetcherProvider {
    /** For {@link java.util.ServiceLoader}. */
    public CoroutineLoopProvider() {}

    @Override
    public String name() {
        return "coroutine-loop";
    }

    @Override
    public String summary() {
        return "one event loop per I/O thread, each fetch a coroutine that awaits its socket";
    }

    @Override
    public Stack stack() {
        return Stack.SHARED_CODEC;
    }

    @Override
    public List<String> jvmOptions() {
        return Carrier.CONTINUATION_OPTIONS;
    }

    @Override
    public Fetcher open(FetchOptions options) {
        Carrier carrier = Carrier.CONTINUATION.isAvailable() ? Carrier.CONTINUATION : Carrier.VIRTUAL_THREAD;
        return new CoroutineLoopFetcher(options, carrier);
    }
}
