package io.fetchbench.style.virtual;

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

/**
 * One fetch and its handle. Whoever ends it early leaves the reason and interrupts its thread, whatever that is blocked
 * in; the monitor guards the stage, so that no interrupt comes after the fetch has ended or changes an outcome.
 */
final class Exchange implements FetchHandle {
    private enum Stage {
        WAITING, RECEIVING, PROCESSING, ENDED
    }

    /** Neighbours among the open fetches, which guard them. */
    Exchange previous;
    Exchange next;

    private final Resources resources;
    private final FetchRequest request;
    private final FetchListener listener;
    private volatile long startedNanos;
    private volatile Thread thread;
    private Stage stage = Stage.WAITING;
    private Outcome endedEarly;

    Exchange(Resources resources, FetchRequest request, FetchListener listener) {
        this.resources = resources;
        this.request = request;
        this.listener = listener;
    }

    long startedNanos() {
        return startedNanos;
    }

    boolean isRunOn(Thread candidate) {
        return thread == candidate;
    }

    /**
     * Leaves the waiting queue.
     *
     * @return false if it was cancelled there, and is not to be run
     */
    synchronized boolean begin() {
        if (stage != Stage.WAITING) {
            return false;
        }
        stage = Stage.RECEIVING;
        startedNanos = System.nanoTime();
        return true;
    }

    /**
     * Fetches and reports, on the thread of this fetch.
     *
     * @param placeFreed called when the connection is no longer in use
     */
    void run(Runnable placeFreed) {
        thread = Thread.currentThread();
        resources.openFetches().started(this);
        FetchResult result = fetch();
        placeFreed.run();
        report(result);
    }

    private FetchResult fetch() {
        try {
            FetchResult result = receive(resources.pool(request.origin()));
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

    private FetchResult receive(OriginPool pool) throws IOException, ResponseException, InterruptedException {
        requireNotEndedEarly();
        Connection idle = pool.takeIdle();
        if (idle != null) {
            try {
                return receive(pool, idle);
            } catch (IOException | TruncatedResponseException e) {
                requireNotEndedEarly();
                if (idle.hasStartedResponse()) {
                    throw e;
                }
            }
        }
        return receive(pool, pool.connect());
    }

    private FetchResult receive(OriginPool pool, Connection connection)
            throws IOException, ResponseException, InterruptedException {
        boolean received = false;
        try {
            ResponseParser response = connection.get(request.target());
            FetchResult result = FetchResult.ok(request.id(), response.status(), response.bodyBytes(),
                    response.bodyCrc32c(), startedNanos);
            endReceiving();
            received = true;
            return result;
        } finally {
            if (received) {
                pool.release(connection);
            } else {
                connection.close();
            }
        }
    }

    private synchronized void endReceiving() throws InterruptedException {
        requireNotEndedEarly();
        stage = Stage.PROCESSING;
    }

    private synchronized void requireNotEndedEarly() throws InterruptedException {
        if (endedEarly != null) {
            throw new InterruptedException();
        }
    }

    /** An interrupt that left no reason is the cancellation of the scope that this thread was forked in. */
    private synchronized Outcome end() {
        stage = Stage.ENDED;
        if (Thread.interrupted() && endedEarly == null) {
            endedEarly = Outcome.CANCELLED;
        }
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

    private void report(FetchResult result) {
        try {
            listener.onResult(result);
        } catch (Throwable e) {
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        } finally {
            resources.openFetches().reported(this);
        }
    }

    @Override
    public void cancel() {
        if (!cancelWaiting()) {
            endEarly(Outcome.CANCELLED);
        }
    }

    private synchronized boolean cancelWaiting() {
        if (stage != Stage.WAITING) {
            return false;
        }
        stage = Stage.ENDED;
        startedNanos = System.nanoTime();
        Thread.ofVirtual().name(VirtualThreadsProvider.NAME).start(this::reportCancelled);
        return true;
    }

    /** On a thread of its own, because a listener must not find itself inside its own call of cancel(). */
    private void reportCancelled() {
        thread = Thread.currentThread();
        resources.openFetches().started(this);
        report(FetchResult.failed(request.id(), Outcome.CANCELLED, startedNanos, null));
    }

    /** Ends this fetch because its timeout has passed, unless its body is complete. */
    void expire() {
        endEarly(Outcome.TIMED_OUT);
    }

    private synchronized void endEarly(Outcome outcome) {
        boolean stoppable = stage == Stage.RECEIVING || stage == Stage.PROCESSING && outcome == Outcome.CANCELLED;
        if (stoppable && endedEarly == null) {
            endedEarly = outcome;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
