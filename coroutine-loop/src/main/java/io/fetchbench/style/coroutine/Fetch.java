package io.fetchbench.style.coroutine;

import io.fetchbench.coroutine.Asyncio;
import io.fetchbench.coroutine.CancelledError;
import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import io.fetchbench.http1.BodyTooLargeException;
import io.fetchbench.http1.MalformedResponseException;
import io.fetchbench.http1.ResponseParser;
import io.fetchbench.http1.TruncatedResponseException;
import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * One fetch, from top to bottom. Until a loop has claimed it, any thread may cancel it; from then on it runs in a
 * {@link Worker} of that loop.
 */
final class Fetch implements FetchHandle {
    private static final AtomicReferenceFieldUpdater<Fetch, Phase> PHASE = AtomicReferenceFieldUpdater
            .newUpdater(Fetch.class, Phase.class, "phase");

    /** What cancelling threads and loops agree on: who ends a fetch that has not begun. */
    private enum Phase {
        WAITING, CLAIMED, CANCELLED, REPORTED
    }

    private final FetchRequest request;
    private final FetchListener listener;
    private final CoroutineLoopFetcher fetcher;
    private volatile Phase phase = Phase.WAITING;
    private volatile FetchLoop owner;
    private volatile boolean ended;
    private Worker worker;
    private boolean begun;
    private boolean cancelledBefore;
    private long startedNanos;

    Fetch(FetchRequest request, FetchListener listener, CoroutineLoopFetcher fetcher) {
        this.request = request;
        this.listener = listener;
        this.fetcher = fetcher;
    }

    /** Waits for the response, lets the next fetch in, processes, and tells the listener. */
    void run() {
        begun = true;
        FetchResult result = respond();
        if (result.outcome() == Outcome.OK && request.processing() != Processing.NONE) {
            owner.leaveGate();
            result = process(result);
            owner.finishing(worker);
        } else {
            owner.finishing(worker);
            owner.leaveGate();
        }
        end(result);
        owner.finished();
    }

    private FetchResult respond() {
        if (cancelledBefore || owner.isClosing()) {
            return failed(Outcome.CANCELLED, null);
        }
        try {
            return Asyncio.timeoutAt(deadlineNanos(), this::exchange);
        } catch (Throwable e) {
            return failed(e);
        }
    }

    /** From when it was let in: its loop may have been busy with the processing of others since. */
    private long deadlineNanos() {
        long inFlightNanos = System.nanoTime() - startedNanos;
        return owner.events().timeNanos() + owner.connections().timeoutNanos() - inFlightNanos;
    }

    /** A connection that was used before may have been closed by the server meanwhile: then once more, on a fresh one. */
    private FetchResult exchange() throws Exception {
        Connection idle = owner.connections().takeIdle(request.origin());
        if (idle != null) {
            try {
                return exchange(idle);
            } catch (IOException e) {
                if (idle.hasResponse()) {
                    throw e;
                }
            }
        }
        return exchange(owner.connections().open(request.origin()));
    }

    private FetchResult exchange(Connection connection) throws Exception {
        try (connection) {
            connection.send(request.target());
            ResponseParser response = connection.receive();
            return FetchResult.ok(request.id(), response.status(), response.bodyBytes(), response.bodyCrc32c(),
                    startedNanos);
        }
    }

    private FetchResult process(FetchResult response) {
        try {
            owner.workers().process(owner.events(), request.processing(), response.bodyCrc32c());
            return response;
        } catch (InterruptedException _) {
            return failed(Outcome.CANCELLED, null);
        } catch (CancelledError _) {
            return failed(Outcome.CANCELLED, null);
        } catch (Throwable e) {
            return failed(Outcome.FAILED, e);
        }
    }

    private FetchResult failed(Throwable cause) {
        return switch (cause) {
            case CancelledError _ -> failed(Outcome.CANCELLED, null);
            case TimeoutException _ -> failed(Outcome.TIMED_OUT, null);
            case ConnectFailedException e -> failed(Outcome.CONNECT_FAILED, e.getCause());
            case TruncatedResponseException e -> failed(Outcome.CONNECTION_LOST, e);
            case IOException e -> failed(Outcome.CONNECTION_LOST, e);
            // The resolver takes no more look-ups: the fetcher is being closed.
            case RejectedExecutionException _ -> failed(Outcome.CANCELLED, null);
            case MalformedResponseException e -> failed(Outcome.MALFORMED_RESPONSE, e);
            case BodyTooLargeException e -> failed(Outcome.BODY_TOO_LARGE, e);
            default -> failed(Outcome.FAILED, cause);
        };
    }

    private FetchResult failed(Outcome outcome, Throwable cause) {
        return FetchResult.failed(request.id(), outcome, startedNanos, cause);
    }

    /** Tells the listener; what it throws goes to the thread's uncaught exception handler. */
    private void end(FetchResult result) {
        ended = true;
        try {
            listener.onResult(result);
        } catch (Throwable thrown) {
            FetchLoop.uncaught(thrown);
        }
    }

    /** Ends it without ever having begun. */
    void endCancelled() {
        letIn();
        end(failed(Outcome.CANCELLED, null));
    }

    @Override
    public void cancel() {
        if (PHASE.compareAndSet(this, Phase.WAITING, Phase.CANCELLED)) {
            FetchLoop loop = fetcher.currentOrNextLoop();
            loop.execute(this::cancelWaiting);
        } else if (phase == Phase.CLAIMED && !ended) {
            owner.execute(this::cancelClaimed);
        }
    }

    private void cancelWaiting() {
        if (claimReport()) {
            endCancelled();
        }
    }

    /** Its worker may be about to begin this fetch, or have gone on to the next one. */
    private void cancelClaimed() {
        if (!begun) {
            cancelledBefore = true;
        } else if (!ended) {
            worker.cancel();
        }
    }

    /** For whoever has the gate's leave for it: from this moment on it is in flight. */
    void letIn() {
        startedNanos = System.nanoTime();
    }

    /** Makes the one loop that has it responsible for it; false if it was cancelled before. */
    boolean claim(FetchLoop loop) {
        owner = loop;
        return PHASE.compareAndSet(this, Phase.WAITING, Phase.CLAIMED);
    }

    /** Whether the caller is the one to report that it was cancelled before it was claimed. */
    boolean claimReport() {
        return PHASE.compareAndSet(this, Phase.CANCELLED, Phase.REPORTED);
    }

    void startIn(Worker itsWorker) {
        worker = itsWorker;
    }
}
