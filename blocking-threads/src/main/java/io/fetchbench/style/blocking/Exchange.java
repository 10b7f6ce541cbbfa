package io.fetchbench.style.blocking;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import io.fetchbench.http1.BodyTooLargeException;
import io.fetchbench.http1.MalformedResponseException;
import io.fetchbench.http1.ResponseException;
import io.fetchbench.http1.ResponseParser;
import io.fetchbench.http1.TruncatedResponseException;
import java.io.IOException;
import java.net.SocketException;

/**
 * One fetch, as a task of the executor and as its handle. Its thread does everything; others may only end it early, which
 * wakes up that thread by closing the socket under it or, during processing, by an interrupt. The monitor guards the
 * state, so that neither can strike the thread's next fetch.
 */
final class Exchange implements Runnable, FetchHandle {
    private enum State {
        WAITING, RECEIVING, PROCESSING, ENDED
    }

    private final BlockingFetcher fetcher;
    private final FetchRequest request;
    private final FetchListener listener;
    private FetchThread thread;
    private volatile long startedNanos;
    private State state = State.WAITING;
    private Connection connection;
    private Outcome endedEarly;

    Exchange(BlockingFetcher fetcher, FetchRequest request, FetchListener listener) {
        this.fetcher = fetcher;
        this.request = request;
        this.listener = listener;
    }

    long startedNanos() {
        return startedNanos;
    }

    @Override
    public void run() {
        if (begin((FetchThread) Thread.currentThread())) {
            thread.setCurrent(this);
            if (fetcher.isClosed()) {
                cancel();
            }
            FetchResult result = fetch();
            thread.setCurrent(null);
            report(result);
        }
    }

    private synchronized boolean begin(FetchThread worker) {
        if (state != State.WAITING) {
            return false;
        }
        state = State.RECEIVING;
        thread = worker;
        startedNanos = System.nanoTime();
        return true;
    }

    private FetchResult fetch() {
        try {
            FetchResult result = receive();
            if (request.processing() != Processing.NONE) {
                request.processing().run(result.bodyCrc32c());
            }
            end();
            return result;
        } catch (Throwable e) {
            Outcome early = end();
            return early != null ? FetchResult.failed(request.id(), early, startedNanos, null)
                    : FetchResult.failed(request.id(), outcomeOf(e), startedNanos, e);
        }
    }

    private FetchResult receive() throws IOException, ResponseException {
        OriginPool pool = fetcher.pool(request.origin());
        Connection idle = pool.takeIdle();
        if (idle != null) {
            attach(idle);
            try {
                return receive(pool, idle);
            } catch (IOException | TruncatedResponseException e) {
                if (idle.hasStartedResponse()) {
                    throw e;
                }
            }
        }
        Connection fresh = pool.fresh();
        attach(fresh);
        fresh.connect();
        return receive(pool, fresh);
    }

    /** Makes a connection the one to close if this fetch ends early, and closes the one it replaces. */
    private synchronized void attach(Connection next) throws SocketException {
        if (connection != null) {
            connection.close();
        }
        connection = next;
        requireNotEndedEarly();
    }

    private FetchResult receive(OriginPool pool, Connection from) throws IOException, ResponseException {
        ResponseParser response = from.exchange(pool.encoder(), request.target(), thread.buffer());
        FetchResult result = FetchResult.ok(request.id(), response.status(), response.bodyBytes(),
                response.bodyCrc32c(), startedNanos);
        detach();
        pool.release(from);
        return result;
    }

    private synchronized void detach() throws SocketException {
        requireNotEndedEarly();
        connection = null;
        state = State.PROCESSING;
    }

    private void requireNotEndedEarly() throws SocketException {
        if (endedEarly != null) {
            throw new SocketException("connection: expected to need it, got " + endedEarly);
        }
    }

    /** From here on nobody closes a socket of this fetch or interrupts its thread. */
    private synchronized Outcome end() {
        state = State.ENDED;
        if (connection != null) {
            connection.close();
        }
        Thread.interrupted();
        return endedEarly;
    }

    private static Outcome outcomeOf(Throwable e) {
        return switch (e) {
            case MalformedResponseException _ -> Outcome.MALFORMED_RESPONSE;
            case BodyTooLargeException _ -> Outcome.BODY_TOO_LARGE;
            case ConnectFailedException _ -> Outcome.CONNECT_FAILED;
            case TruncatedResponseException _ -> Outcome.CONNECTION_LOST;
            case IOException _ -> Outcome.CONNECTION_LOST;
            case InterruptedException _ -> Outcome.CANCELLED;
            default -> Outcome.FAILED;
        };
    }

    /** The listener's exception must cost neither this thread nor the fetches that wait for it. */
    private void report(FetchResult result) {
        try {
            listener.onResult(result);
        } catch (Throwable e) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }

    @Override
    public void cancel() {
        endEarly(Outcome.CANCELLED);
    }

    /** Ends this fetch because its timeout has passed, unless its body is complete. */
    void expire() {
        endEarly(Outcome.TIMED_OUT);
    }

    private synchronized void endEarly(Outcome outcome) {
        switch (state) {
            case WAITING -> {
                state = State.ENDED;
                startedNanos = System.nanoTime();
                fetcher.watchdog().reportCancelled(this);
            }
            case RECEIVING -> {
                if (endedEarly == null) {
                    endedEarly = outcome;
                    if (connection != null) {
                        connection.close();
                    }
                }
            }
            case PROCESSING -> {
                if (outcome == Outcome.CANCELLED) {
                    endedEarly = outcome;
                    thread.interrupt();
                }
            }
            case ENDED -> {
            }
        }
    }

    /** Reports a fetch that never left the queue, on a thread that has nothing else to do with it. */
    void reportCancelled() {
        report(FetchResult.failed(request.id(), Outcome.CANCELLED, startedNanos, null));
    }
}
