package io.fetchbench.style.virtual;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.InFlightGate;
import java.util.concurrent.ThreadFactory;

/**
 * Starts a virtual thread for each fetch that is let in. A thread for each that waits, parked on a fair semaphore, would
 * be shorter to write, but the order in which threads begin to run is not the order in which they were started.
 */
final class VirtualThreadsFetcher implements Fetcher {
    private final Resources resources;
    private final InFlightGate<Exchange> gate;
    private final ThreadFactory threads = Thread.ofVirtual().name(VirtualThreadsProvider.NAME)
            .inheritInheritableThreadLocals(false).factory();

    VirtualThreadsFetcher(FetchOptions options) {
        resources = new Resources(options);
        gate = new InFlightGate<>(options.maxInFlight());
    }

    @Override
    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
        var exchange = new Exchange(resources, request, listener);
        resources.openFetches().accept();
        if (gate.enter(exchange)) {
            start(exchange);
        }
        return exchange;
    }

    /** Starts a fetch that was let in; if it was cancelled while it waited, the next one. */
    private void start(Exchange letIn) {
        Exchange exchange = letIn;
        while (exchange != null && !exchange.begin()) {
            exchange = gate.leave();
        }
        if (exchange != null) {
            Exchange starting = exchange;
            threads.newThread(() -> starting.run(this::letNextIn)).start();
        }
    }

    private void letNextIn() {
        start(gate.leave());
    }

    /** The waiting fetches are not drained here but let in one by one, each to find the fetcher closed. */
    @Override
    public void close() {
        resources.requireForeignThread();
        resources.openFetches().close();
        resources.awaitAndFree();
    }
}
