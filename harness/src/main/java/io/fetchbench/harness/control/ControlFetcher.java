package io.fetchbench.harness.control;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * One thread with one selector, whatever the options say about threads. Must not be changed, see {@link ControlProvider}.
 *
 * <p>What other threads touch is guarded by this object's monitor: both queues and {@code closed}. The rest belongs to the
 * loop's thread. Processing runs on that thread to its end.
 */
final class ControlFetcher implements Fetcher {
    final FetchOptions options;
    final ByteBuffer received = ByteBuffer.allocate(64 * 1024);
    private final Selector selector;
    private final Thread thread = Thread.ofPlatform().daemon().name("control").unstarted(this::run);
    private final Queue<ControlExchange> waiting = new ArrayDeque<>();
    private final Queue<ControlExchange> cancelled = new ArrayDeque<>();
    private final Map<Origin, ControlDestination> destinations = new HashMap<>();
    private boolean closed;
    private int inFlight;
    private long nextScanNanos = System.nanoTime();

    ControlFetcher(FetchOptions options) {
        this.options = options;
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("selector: expected to open one, got " + e.getMessage(), e);
        }
        thread.start();
    }

    @Override
    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
        Objects.requireNonNull(listener, "listener");
        var exchange = new ControlExchange(this, Objects.requireNonNull(request, "request"), listener);
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("fetcher: expected an open one, got one that is closed, open another");
            }
            waiting.add(exchange);
        }
        wake();
        return exchange;
    }

    void cancel(ControlExchange exchange) {
        synchronized (this) {
            if (closed) {
                return;
            }
            cancelled.add(exchange);
        }
        wake();
    }

    private void wake() {
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    @Override
    public void close() {
        if (Thread.currentThread() == thread) {
            throw new IllegalStateException("fetcher: expected close() on another thread, got a listener's");
        }
        synchronized (this) {
            closed = true;
        }
        selector.wakeup();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            while (!isClosed()) {
                endCancelled();
                startWaiting();
                long now = System.nanoTime();
                endExpired(now);
                select(now);
            }
            endAll();
        } catch (IOException e) {
            endAll();
            throw new UncheckedIOException("selector: expected to wait, got " + e.getMessage(), e);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    /** What a listener has just asked for is looked at before sleeping; another thread's request wakes the selector. */
    private void select(long now) throws IOException {
        if (hasWork()) {
            selector.selectNow(ControlFetcher::onReady);
        } else if (inFlight == 0) {
            selector.select(ControlFetcher::onReady);
        } else {
            long millis = TimeUnit.NANOSECONDS.toMillis(nextScanNanos - now) + 1;
            selector.select(ControlFetcher::onReady, Math.max(1, millis));
        }
    }

    private synchronized boolean hasWork() {
        return !cancelled.isEmpty() || (!waiting.isEmpty() && inFlight < options.maxInFlight());
    }

    private static void onReady(SelectionKey key) {
        ((ControlConnection) key.attachment()).onReady();
    }

    private void endCancelled() {
        for (ControlExchange next = poll(cancelled); next != null; next = poll(cancelled)) {
            end(next, Outcome.CANCELLED, null);
        }
    }

    private synchronized ControlExchange poll(Queue<ControlExchange> queue) {
        return queue.poll();
    }

    private void startWaiting() {
        while (inFlight < options.maxInFlight()) {
            ControlExchange next = poll(waiting);
            if (next == null) {
                return;
            }
            if (!next.ended) {
                start(next);
            }
        }
    }

    private void start(ControlExchange exchange) {
        inFlight++;
        exchange.startedNanos = System.nanoTime();
        try {
            ControlDestination destination = destination(exchange.request.origin());
            ControlConnection idle = destination.idle.pollFirst();
            if (idle != null) {
                idle.reuse(exchange);
            } else {
                new ControlConnection(this, destination).connect(exchange, selector);
            }
        } catch (IOException e) {
            fail(exchange, Outcome.CONNECT_FAILED, e);
        }
    }

    private ControlDestination destination(Origin origin) throws IOException {
        ControlDestination known = destinations.get(origin);
        if (known == null) {
            known = new ControlDestination(origin, options.reuse() == ConnectionReuse.KEEP_ALIVE);
            destinations.put(origin, known);
        }
        return known;
    }

    void retry(ControlExchange exchange) {
        ControlDestination destination = exchange.connection.destination;
        exchange.connection.close();
        exchange.connection = null;
        try {
            new ControlConnection(this, destination).connect(exchange, selector);
        } catch (IOException e) {
            fail(exchange, Outcome.CONNECT_FAILED, e);
        }
    }

    void complete(ControlExchange exchange, ControlResponse response, boolean reusable) {
        FetchResult result = FetchResult.ok(exchange.request.id(), response.status, response.bodyBytes,
                response.crc32c(), exchange.startedNanos);
        ControlConnection connection = exchange.connection;
        if (reusable && options.reuse() == ConnectionReuse.KEEP_ALIVE) {
            connection.exchange = null;
            connection.destination.idle.addFirst(connection);
        } else {
            connection.close();
        }
        exchange.connection = null;
        exchange.ended = true;
        FetchResult processed = process(exchange, result);
        inFlight--;
        report(exchange, processed);
    }

    private static FetchResult process(ControlExchange exchange, FetchResult result) {
        try {
            exchange.request.processing().run(result.bodyCrc32c());
            return result;
        } catch (InterruptedException e) {
            return FetchResult.failed(result.id(), Outcome.CANCELLED, result.startedNanos(), e);
        } catch (RuntimeException e) {
            return FetchResult.failed(result.id(), Outcome.FAILED, result.startedNanos(), e);
        }
    }

    /** Ends a fetch that has left the queue. */
    void fail(ControlExchange exchange, Outcome outcome, Throwable cause) {
        if (exchange.connection != null) {
            exchange.connection.close();
            exchange.connection = null;
        }
        exchange.ended = true;
        inFlight--;
        report(exchange, FetchResult.failed(exchange.request.id(), outcome, exchange.startedNanos, cause));
    }

    private void end(ControlExchange exchange, Outcome outcome, Throwable cause) {
        if (exchange.connection != null) {
            fail(exchange, outcome, cause);
        } else if (!exchange.ended) {
            exchange.ended = true;
            report(exchange, FetchResult.failed(exchange.request.id(), outcome, System.nanoTime(), cause));
        }
    }

    private static void report(ControlExchange exchange, FetchResult result) {
        try {
            exchange.listener.onResult(result);
        } catch (Throwable thrown) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, thrown);
        }
    }

    /** Looks at all in flight once per timeout: a fetch started since the last look can't be due before the next one. */
    private void endExpired(long now) {
        if (now - nextScanNanos < 0) {
            return;
        }
        long timeout = options.timeout().toNanos();
        long next = now + timeout;
        for (SelectionKey key : selector.keys()) {
            ControlExchange exchange = ((ControlConnection) key.attachment()).exchange;
            if (exchange != null) {
                long due = exchange.startedNanos + timeout;
                if (due - now <= 0) {
                    fail(exchange, Outcome.TIMED_OUT, null);
                } else if (due - next < 0) {
                    next = due;
                }
            }
        }
        nextScanNanos = next;
    }

    private void endAll() {
        for (SelectionKey key : selector.keys()) {
            var connection = (ControlConnection) key.attachment();
            if (connection.exchange != null) {
                end(connection.exchange, Outcome.CANCELLED, null);
            }
            connection.close();
        }
        for (ControlExchange next = poll(waiting); next != null; next = poll(waiting)) {
            end(next, Outcome.CANCELLED, null);
        }
    }
}
