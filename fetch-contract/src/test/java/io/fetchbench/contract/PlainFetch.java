package io.fetchbench.contract;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import java.net.SocketException;
import java.util.concurrent.Future;

/** The state of one fetch: who ends it, and what wakes its thread up if another does. */
final class PlainFetch implements FetchHandle {
    private enum State {
        WAITING, RECEIVING, PROCESSING, ENDED
    }

    final FetchRequest request;
    final FetchListener listener;
    private final PlainFetcher fetcher;
    final long acceptedNanos = System.nanoTime();
    volatile long startedNanos;
    volatile Future<?> deadline;
    /** The connection it uses or used. */
    volatile PlainConnection connection;
    private State state = State.WAITING;
    private Outcome endedEarly;
    private Thread thread;

    PlainFetch(PlainFetcher fetcher, FetchRequest request, FetchListener listener) {
        this.fetcher = fetcher;
        this.request = request;
        this.listener = listener;
    }

    synchronized boolean begin() {
        if (state != State.WAITING || fetcher.isClosed()) {
            return false;
        }
        state = State.RECEIVING;
        startedNanos = fetcher.startNanos(this);
        return true;
    }

    synchronized void runsOn(Thread current) {
        thread = current;
    }

    synchronized void attach(PlainConnection next) throws SocketException {
        connection = next;
        next.owner = this;
        requireNotEndedEarly();
    }

    synchronized void received() throws SocketException {
        requireNotEndedEarly();
        state = State.PROCESSING;
    }

    private void requireNotEndedEarly() throws SocketException {
        if (endedEarly != null) {
            throw new SocketException("ended early: " + endedEarly);
        }
    }

    /** How another thread has ended it, or null. */
    synchronized Outcome end() {
        state = State.ENDED;
        Thread.interrupted();
        return endedEarly;
    }

    @Override
    public void cancel() {
        endEarly(Outcome.CANCELLED);
    }

    synchronized void endEarly(Outcome outcome) {
        switch (state) {
            case WAITING -> {
                state = State.ENDED;
                startedNanos = System.nanoTime();
                Thread.startVirtualThread(() -> fetcher.endedWaiting(this, failed(outcome, null)));
            }
            case RECEIVING -> {
                if (endedEarly == null) {
                    endedEarly = outcome;
                    if (connection != null) {
                        fetcher.wake(connection);
                    }
                }
            }
            case PROCESSING -> {
                if (outcome == Outcome.CANCELLED || fetcher.mayExpireWhileProcessing()) {
                    endedEarly = outcome;
                    fetcher.wakeProcessing(thread);
                }
            }
            case ENDED -> {
            }
        }
    }

    FetchResult failed(Outcome outcome, Throwable cause) {
        return FetchResult.failed(request.id(), outcome, startedNanos, cause);
    }
}
