package io.fetchbench.style.vertx;

import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import java.util.concurrent.Callable;

/** What is done with one complete body, on any thread. Turns the result of the exchange into that of the fetch. */
final class ProcessingTask implements Callable<FetchResult> {
    private final Processing processing;
    private final FetchResult received;
    private Thread runner;
    private boolean cancelled;

    ProcessingTask(Processing processing, FetchResult received) {
        this.processing = processing;
        this.received = received;
    }

    @Override
    public FetchResult call() {
        if (!begin()) {
            return failed(Outcome.CANCELLED, null);
        }
        try {
            processing.run(received.bodyCrc32c());
            return received;
        } catch (InterruptedException e) {
            return failed(Outcome.CANCELLED, e);
        } catch (Throwable e) {
            return failed(Outcome.FAILED, e);
        } finally {
            end();
        }
    }

    private FetchResult failed(Outcome outcome, Throwable cause) {
        return FetchResult.failed(received.id(), outcome, received.startedNanos(), cause);
    }

    private synchronized boolean begin() {
        runner = Thread.currentThread();
        return !cancelled;
    }

    /** Clears an interrupt that came too late, for it was meant for this task and not for the thread's next one. */
    private synchronized void end() {
        runner = null;
        if (cancelled) {
            Thread.interrupted();
        }
    }

    /** Keeps it from starting, or interrupts it. */
    synchronized void cancel() {
        cancelled = true;
        if (runner != null) {
            runner.interrupt();
        }
    }
}
