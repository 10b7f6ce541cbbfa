package io.fetchbench.style.vertx;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.InFlightGate;
import io.fetchbench.fetch.Outcome;
import io.vertx.core.eventbus.EventBus;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The callers' side of the event bus: accepts fetches, holds them back at the limit before a message is sent, and calls
 * the listeners.
 */
final class VertxFetcher implements Fetcher {
    private final VertxThreads vertx;
    private final EventBus eventBus;
    private final InFlightGate<AcceptedFetch> gate;
    private final FetchVerticle[] verticles;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, AcceptedFetch> accepted = new ConcurrentHashMap<>();
    private final CountDownLatch drained = new CountDownLatch(1);
    private final Object closing = new Object();
    private volatile boolean closed;

    private VertxFetcher(FetchOptions options, VertxThreads vertx) {
        this.vertx = vertx;
        this.eventBus = vertx.vertx().eventBus().registerCodec(new LocalCodec());
        this.gate = new InFlightGate<>(options.maxInFlight());
        this.verticles = new FetchVerticle[options.ioThreads()];
        for (int i = 0; i < verticles.length; i++) {
            verticles[i] = new FetchVerticle(options, VerticleAddress.ofInstance(i), this::onEnded);
        }
    }

    static VertxFetcher open(FetchOptions options) {
        VertxThreads vertx = VertxThreads.start(options);
        try {
            VertxFetcher fetcher = new VertxFetcher(options, vertx);
            vertx.deploy(fetcher.verticles);
            return fetcher;
        } catch (RuntimeException e) {
            vertx.close();
            throw e;
        }
    }

    @Override
    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(listener, "listener");
        requireOpen();
        AcceptedFetch fetch = new AcceptedFetch(this, numbers.getAndIncrement(), request, listener);
        accepted.put(fetch.number(), fetch);
        if (closed && fetch.withdraw()) {
            forget(fetch);
            requireOpen();
        }
        if (gate.enter(fetch)) {
            startFirstOf(fetch);
        }
        return fetch;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("fetch: expected an open fetcher, got a closed one; open another");
        }
    }

    /** Starts a fetch that is inside the gate, or gives its place to the next if it was cancelled while it waited. */
    private void startFirstOf(AcceptedFetch inside) {
        AcceptedFetch next = inside;
        while (next != null && !next.start(verticle(next.number()).address())) {
            next = gate.leave();
        }
    }

    /** The verticle of the event loop that we are on, else one after the other. */
    private FetchVerticle verticle(long number) {
        Thread current = Thread.currentThread();
        for (FetchVerticle verticle : verticles) {
            if (verticle.thread() == current) {
                return verticle;
            }
        }
        return verticles[(int) (number % verticles.length)];
    }

    void send(String address, Object message) {
        eventBus.send(address, message, LocalCodec.DELIVERY);
    }

    /** For a fetch that was cancelled before it was started: no verticle knows of it. */
    void reportCancelled(AcceptedFetch fetch) {
        FetchResult result = FetchResult.failed(fetch.request().id(), Outcome.CANCELLED, System.nanoTime(), null);
        send(verticle(fetch.number()).address().results(), new FetchEnded(fetch.number(), result));
    }

    /** Runs on a verticle's event loop, once for each accepted fetch. */
    private void onEnded(FetchEnded ended) {
        AcceptedFetch fetch = accepted.get(ended.number());
        if (fetch.end()) {
            startFirstOf(gate.leave());
        }
        try {
            fetch.listener().onResult(ended.result());
        } catch (Throwable e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } finally {
            forget(fetch);
        }
    }

    private void forget(AcceptedFetch fetch) {
        accepted.remove(fetch.number());
        signalIfDrained();
    }

    private void signalIfDrained() {
        if (closed && accepted.isEmpty()) {
            drained.countDown();
        }
    }

    @Override
    public void close() {
        for (FetchVerticle verticle : verticles) {
            if (verticle.thread() == Thread.currentThread()) {
                throw new IllegalStateException(
                        "close: expected a call from outside the listeners, got one from " + Thread.currentThread());
            }
        }
        synchronized (closing) {
            if (!closed) {
                closed = true;
                accepted.values().forEach(AcceptedFetch::cancel);
                for (FetchVerticle verticle : verticles) {
                    verticle.endInlineProcessing();
                }
                signalIfDrained();
                Uninterruptibly.run(drained::await);
                vertx.close();
            }
        }
    }
}
