package io.fetchbench.contract;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import io.fetchbench.fetch.ProcessingMode;
import io.fetchbench.http1.BodyTooLargeException;
import io.fetchbench.http1.MalformedResponseException;
import io.fetchbench.http1.RequestEncoder;
import io.fetchbench.http1.ResponseException;
import io.fetchbench.http1.ResponseLimits;
import io.fetchbench.http1.ResponseParser;
import io.fetchbench.http1.TruncatedResponseException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A plain fetcher that keeps the contract: a virtual thread for each fetch in flight, locks for all that is shared. Its
 * steps are methods, so that a broken fetcher is this one with one step done wrong.
 */
class PlainFetcher implements Fetcher {
    final FetchOptions options;
    private final Places places;
    private final Map<Origin, Deque<PlainConnection>> idle = new HashMap<>();
    final Set<PlainFetch> open = new HashSet<>();
    private final Semaphore processors;
    private final Thread[] timerThread = new Thread[1];
    final ScheduledThreadPoolExecutor timer;
    private volatile boolean closed;

    PlainFetcher(FetchOptions options) {
        this.options = options;
        places = new Places(options.maxInFlight());
        processors = new Semaphore(options.processingThreads());
        timer = new ScheduledThreadPoolExecutor(1,
                task -> timerThread[0] = Thread.ofPlatform().daemon().name("plain-timer").unstarted(task));
        timer.setRemoveOnCancelPolicy(true);
    }

    @Override
    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
        var fetch = new PlainFetch(this, request, listener);
        synchronized (open) {
            if (closed) {
                throw new IllegalStateException("fetcher: expected an open one, got one that is closed");
            }
            open.add(fetch);
        }
        if (places(request).take(fetch)) {
            start(fetch);
        }
        return fetch;
    }

    Places places(FetchRequest request) {
        return places;
    }

    /** What waits when close() begins must not start in a place that close() itself frees. */
    boolean isClosed() {
        return closed;
    }

    PlainFetch next(Deque<PlainFetch> waiting) {
        return waiting.pollFirst();
    }

    private void start(PlainFetch letIn) {
        PlainFetch fetch = letIn;
        while (fetch != null && !fetch.begin()) {
            fetch = places(fetch.request).leave(this);
        }
        if (fetch != null) {
            PlainFetch starting = fetch;
            spawn(() -> run(starting));
        }
    }

    void spawn(Runnable fetching) {
        Thread.ofVirtual().name("plain-fetch").start(fetching);
    }

    long startNanos(PlainFetch fetch) {
        return System.nanoTime();
    }

    private void run(PlainFetch fetch) {
        fetch.runsOn(Thread.currentThread());
        startTimeout(fetch);
        FetchResult result;
        try {
            result = receive(fetch);
            fetch.received();
            stopTimeout(fetch);
            release(fetch.connection);
            process(fetch, result.bodyCrc32c());
            fetch.end();
        } catch (Throwable e) {
            stopTimeout(fetch);
            Outcome early = fetch.end();
            discard(fetch.connection, e);
            result = early != null ? fetch.failed(early, null) : failure(fetch, e);
        }
        leave(fetch, result);
        ended(fetch, result);
    }

    FetchResult failure(PlainFetch fetch, Throwable e) {
        return fetch.failed(outcomeOf(e), e);
    }

    void leave(PlainFetch fetch, FetchResult result) {
        start(places(fetch.request).leave(this));
    }

    void ended(PlainFetch fetch, FetchResult result) {
        report(fetch, result);
    }

    void endedWaiting(PlainFetch fetch, FetchResult result) {
        report(fetch, result);
    }

    void startTimeout(PlainFetch fetch) {
        fetch.deadline = timer.schedule(() -> expire(fetch), options.timeout().toNanos(), TimeUnit.NANOSECONDS);
    }

    void stopTimeout(PlainFetch fetch) {
        fetch.deadline.cancel(false);
    }

    /** Ends the blocking call that a fetch is in. */
    void wake(PlainConnection connection) {
        connection.close();
    }

    void wakeProcessing(Thread thread) {
        thread.interrupt();
    }

    void expire(PlainFetch fetch) {
        fetch.endEarly(Outcome.TIMED_OUT);
    }

    boolean mayExpireWhileProcessing() {
        return false;
    }

    private FetchResult receive(PlainFetch fetch) throws IOException, ResponseException {
        byte[] request = request(fetch.request);
        PlainConnection reused = takeIdle(fetch.request.origin());
        if (reused != null) {
            try {
                return exchange(fetch, reused, request);
            } catch (IOException | TruncatedResponseException e) {
                if (!mayRetry(reused, e)) {
                    throw e;
                }
                reused.close();
                return retry(fetch, request);
            }
        }
        return receiveOnFresh(fetch, request);
    }

    FetchResult retry(PlainFetch fetch, byte[] request) throws IOException, ResponseException {
        return receiveOnFresh(fetch, request);
    }

    FetchResult receiveOnFresh(PlainFetch fetch, byte[] request) throws IOException, ResponseException {
        var fresh = new PlainConnection(fetch.request.origin(), limits());
        fetch.attach(fresh);
        try {
            connect(fetch, fresh);
        } catch (IOException e) {
            throw new ConnectFailed(e);
        }
        return exchange(fetch, fresh, request);
    }

    static final class ConnectFailed extends IOException {
        private static final long serialVersionUID = 1;

        ConnectFailed(IOException cause) {
            super(cause);
        }
    }

    byte[] request(FetchRequest request) {
        return PlainConnection.request(encoder(request.origin()), request.target());
    }

    RequestEncoder encoder(Origin origin) {
        return new RequestEncoder(origin.hostHeader(), options.reuse() == ConnectionReuse.KEEP_ALIVE);
    }

    ResponseLimits limits() {
        return new ResponseLimits(options.maxHeaderBytes(), options.maxHeaderBytes(), options.maxBodyBytes());
    }

    boolean mayRetry(PlainConnection reused, Exception end) {
        return !reused.parser.hasStarted();
    }

    void connect(PlainFetch fetch, PlainConnection fresh) throws IOException {
        fresh.connect();
    }

    final FetchResult exchange(PlainFetch fetch, PlainConnection connection, byte[] request)
            throws IOException, ResponseException {
        fetch.attach(connection);
        talk(fetch, connection, request);
        return result(fetch, connection.parser);
    }

    void talk(PlainFetch fetch, PlainConnection connection, byte[] request) throws IOException, ResponseException {
        connection.exchange(request, bufferBytes(), text -> seen(fetch, text));
    }

    int bufferBytes() {
        return 16 * 1024;
    }

    /** What the parser gets of what was received. */
    String seen(PlainFetch fetch, String text) {
        return text;
    }

    FetchResult result(PlainFetch fetch, ResponseParser response) {
        return FetchResult.ok(fetch.request.id(), response.status(), response.bodyBytes(), response.bodyCrc32c(),
                fetch.startedNanos);
    }

    private void process(PlainFetch fetch, int crc32c) throws InterruptedException {
        Processing processing = fetch.request.processing();
        if (processing == Processing.NONE || options.processingMode() == ProcessingMode.INLINE) {
            process(processing, crc32c);
            return;
        }
        processors.acquire();
        try {
            process(processing, crc32c);
        } finally {
            processors.release();
        }
    }

    void process(Processing processing, int crc32c) throws InterruptedException {
        processing.run(crc32c);
    }

    Outcome outcomeOf(Throwable e) {
        return switch (e) {
            case ConnectFailed _ -> Outcome.CONNECT_FAILED;
            case IOException _ -> Outcome.CONNECTION_LOST;
            case TruncatedResponseException _ -> Outcome.CONNECTION_LOST;
            case MalformedResponseException _ -> Outcome.MALFORMED_RESPONSE;
            case BodyTooLargeException _ -> Outcome.BODY_TOO_LARGE;
            case InterruptedException _ -> Outcome.CANCELLED;
            default -> Outcome.FAILED;
        };
    }

    final PlainConnection takeIdle(Origin origin) {
        synchronized (idle) {
            Deque<PlainConnection> ofOrigin = idle.getOrDefault(pool(origin), new ArrayDeque<>());
            PlainConnection connection = nextIdle(ofOrigin);
            while (connection != null && isStale(connection)) {
                connection.close();
                connection = nextIdle(ofOrigin);
            }
            return connection;
        }
    }

    Origin pool(Origin origin) {
        return origin;
    }

    boolean isStale(PlainConnection connection) {
        return connection.hasUnexpectedInput();
    }

    PlainConnection nextIdle(Deque<PlainConnection> ofOrigin) {
        return ofOrigin.pollLast();
    }

    void release(PlainConnection connection) {
        if (options.reuse() == ConnectionReuse.KEEP_ALIVE && connection.isReusable()) {
            keep(connection);
        } else {
            connection.close();
        }
    }

    final void keep(PlainConnection connection) {
        connection.owner = null;
        synchronized (idle) {
            makeRoom(idle.values());
            idle.computeIfAbsent(pool(connection.origin), _ -> new ArrayDeque<>()).addLast(connection);
        }
    }

    void makeRoom(Collection<Deque<PlainConnection>> byOrigin) {
        if (byOrigin.stream().mapToInt(Deque::size).sum() >= options.maxIdleConnections()) {
            byOrigin.stream().filter(ofOrigin -> !ofOrigin.isEmpty()).findFirst().orElseThrow().pollFirst().close();
        }
    }

    /** After a failure; the connection is null if there never was one, and idle if what failed was the processing. */
    void discard(PlainConnection connection, Throwable failure) {
        if (connection != null && connection.owner != null) {
            connection.close();
        }
    }

    final void report(PlainFetch fetch, FetchResult result) {
        try {
            call(fetch.listener, result);
        } finally {
            forget(fetch);
        }
    }

    void call(FetchListener listener, FetchResult result) {
        try {
            listener.onResult(result);
        } catch (Throwable e) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }

    final void forget(PlainFetch fetch) {
        synchronized (open) {
            open.remove(fetch);
            open.notifyAll();
        }
    }

    @Override
    public void close() {
        Set<PlainFetch> toCancel;
        synchronized (open) {
            closed = true;
            toCancel = Set.copyOf(open);
        }
        toCancel.forEach(PlainFetch::cancel);
        try {
            awaitEnds();
            closeIdle();
            stopTimer();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitEnds() throws InterruptedException {
        synchronized (open) {
            while (!open.isEmpty()) {
                open.wait();
            }
        }
    }

    void closeIdle() {
        synchronized (idle) {
            idle.values().forEach(connections -> connections.forEach(PlainConnection::close));
            idle.clear();
        }
    }

    void stopTimer() throws InterruptedException {
        timer.shutdownNow();
        if (timerThread[0] != null) {
            timerThread[0].join();
        }
    }
}
