package io.fetchbench.style.nio;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * One accepted fetch, from waiting at the gate to its end. Once a loop has claimed it, only that loop's thread touches
 * it, except for what is marked otherwise. In an engine's chain while its timeout runs.
 */
final class Fetch extends Linked<Fetch> implements FetchHandle {
    private static final AtomicReferenceFieldUpdater<Fetch, Phase> PHASE = AtomicReferenceFieldUpdater
            .newUpdater(Fetch.class, Phase.class, "phase");

    /** What cancelling threads and loops agree on: who ends a fetch that has not been started. */
    private enum Phase {
        WAITING, CLAIMED, CANCELLED, REPORTED
    }

    final FetchRequest request;
    private final FetchListener listener;
    private final NioFetcher fetcher;
    private volatile Phase phase = Phase.WAITING;
    private volatile Engine owner;
    private volatile boolean ended;

    Destination destination;
    Connection connection;
    long startedNanos;
    /** The complete response, while it is being processed. */
    FetchResult response;

    Fetch(FetchRequest request, FetchListener listener, NioFetcher fetcher) {
        this.request = request;
        this.listener = listener;
        this.fetcher = fetcher;
    }

    @Override
    public void cancel() {
        if (PHASE.compareAndSet(this, Phase.WAITING, Phase.CANCELLED)) {
            Loop loop = fetcher.currentOrNextLoop();
            loop.execute(() -> loop.engine().cancelWaiting(this));
        } else if (phase == Phase.CLAIMED && !ended) {
            Engine engine = owner;
            engine.loop().execute(() -> engine.cancel(this));
        }
    }

    /** For whoever has the gate's leave for it: from this moment on it is in flight. */
    void letIn() {
        startedNanos = System.nanoTime();
    }

    /** Makes the one engine that has it responsible for it; false if it was cancelled before. */
    boolean claim(Engine engine) {
        owner = engine;
        return PHASE.compareAndSet(this, Phase.WAITING, Phase.CLAIMED);
    }

    /** Whether the caller is the one to report that it was cancelled before it was claimed. */
    boolean claimReport() {
        return PHASE.compareAndSet(this, Phase.CANCELLED, Phase.REPORTED);
    }

    /** Whether the listener has been told, or is just being told. Readable by any thread. */
    boolean hasEnded() {
        return ended;
    }

    /** Tells the listener; what it throws goes to the thread's uncaught exception handler. */
    void end(FetchResult result) {
        ended = true;
        try {
            listener.onResult(result);
        } catch (Throwable thrown) {
            Loop.uncaught(thrown);
        } finally {
            // A selector does not wait on a thread that is interrupted.
            Thread.interrupted();
        }
    }

    /** Runs the processing step on the calling thread and says how that ended. */
    FetchResult process() {
        try {
            request.processing().run(response.bodyCrc32c());
            return response;
        } catch (InterruptedException _) {
            return failed(Outcome.CANCELLED, null);
        } catch (Throwable thrown) {
            return failed(Outcome.FAILED, thrown);
        }
    }

    FetchResult failed(Outcome outcome, Throwable cause) {
        return FetchResult.failed(request.id(), outcome, startedNanos, cause);
    }
}
