package io.fetchbench.style.virtual;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;
import java.util.concurrent.StructuredTaskScope.Joiner;
import java.util.concurrent.ThreadFactory;

/**
 * Forks each fetch in one scope that lives as long as the fetcher. Only the owner of a scope may fork in it, so accepted
 * fetches go to the owner through a queue, which is the waiting queue too: it takes one only when a place is free.
 *
 * <p>The one class that uses a preview API. A scope's own timeout is for all its threads together, and a scope nested for
 * each fetch would cost a second thread a fetch; so deadlines stay with the {@link Reaper}.
 */
final class StructuredFetcher implements Fetcher {
    private static final ThreadFactory THREADS = Thread.ofVirtual().name(StructuredProvider.NAME)
            .inheritInheritableThreadLocals(false).factory();

    private final Resources resources;
    private final Semaphore places;
    private final BlockingQueue<Exchange> accepted = new LinkedBlockingQueue<>();
    private final Thread owner;

    StructuredFetcher(FetchOptions options) {
        resources = new Resources(options);
        places = new Semaphore(options.maxInFlight());
        owner = Thread.ofVirtual().name(StructuredProvider.NAME + "-owner").start(this::own);
    }

    /** One step with the check for close(), so that nothing enters the queue after the owner has emptied it. */
    @Override
    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
        var exchange = new Exchange(resources, request, listener);
        synchronized (accepted) {
            resources.openFetches().accept();
            accepted.add(exchange);
        }
        return exchange;
    }

    private void own() {
        try (var scope = StructuredTaskScope.open(Joiner.awaitAll(),
                config -> config.withName(StructuredProvider.NAME).withThreadFactory(THREADS))) {
            try {
                forkUntilInterrupted(scope);
            } catch (InterruptedException _) {
                // Joining is obligatory, but with an interrupt pending it gives up, so that the scope cancels its threads.
                Thread.currentThread().interrupt();
                scope.join();
            }
        } catch (InterruptedException _) {
            // The way this thread is meant to end: by close(), with the scope closed.
        }
        accepted.forEach(Exchange::cancel);
    }

    private void forkUntilInterrupted(StructuredTaskScope<Object, Void> scope) throws InterruptedException {
        while (true) {
            places.acquire();
            Exchange exchange = accepted.take();
            if (exchange.begin()) {
                scope.fork(() -> exchange.run(places::release));
            } else {
                places.release();
            }
        }
    }

    @Override
    public void close() {
        resources.requireForeignThread();
        synchronized (accepted) {
            resources.openFetches().close();
        }
        owner.interrupt();
        resources.awaitAndFree(owner);
    }
}
