package io.fetchbench.style.coroutine;

import io.fetchbench.coroutine.Carrier;
import io.fetchbench.coroutine.EventLoop;
import io.fetchbench.coroutine.ExceptionHandler;
import io.fetchbench.coroutine.Task;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.InFlightGate;

/** An event loop on a thread of its own, and what its fetches share. Only for that thread where not said otherwise. */
final class FetchLoop {
    private final EventLoop loop;
    private final Thread thread;
    private final InFlightGate<Fetch> gate;
    private final Workers workers;
    private final Connections connections;
    /** The worker whose fetch is just telling its listener, and which is free right after that; or null. */
    private Worker finishing;
    private int unfinished;
    private boolean closing;

    FetchLoop(String name, Carrier carrier, FetchOptions options, InFlightGate<Fetch> gate, Workers workers) {
        this.gate = gate;
        this.workers = workers;
        loop = new EventLoop(carrier);
        loop.setExceptionHandler((_, context) -> report(context));
        connections = new Connections(loop, options, workers);
        thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (loop) {
            boolean stopped = false;
            while (!stopped) {
                stopped = runUntilStopped();
            }
        }
    }

    /** An interrupt is for the processing step that it hit. One that comes too late for that must not end the loop. */
    private boolean runUntilStopped() {
        try {
            loop.runForever();
            return true;
        } catch (InterruptedException _) {
            return false;
        }
    }

    /** Has something run on this loop, soon. Any thread may call it. */
    void execute(Runnable callback) {
        try {
            loop.callSoonThreadsafe(callback);
        } catch (IllegalStateException _) {
            // The loop has ended, and so have all its fetches: there is nothing left to do for anyone.
        }
    }

    boolean runs(EventLoop other) {
        return loop == other;
    }

    EventLoop events() {
        return loop;
    }

    Connections connections() {
        return connections;
    }

    Workers workers() {
        return workers;
    }

    /** Starts a fetch that the gate has let in. Its listener is not called from in here. */
    void begin(Fetch fetch) {
        unfinished++;
        boolean claimed = fetch.claim(this);
        if (claimed && !closing) {
            start(fetch);
        } else {
            boolean report = claimed || fetch.claimReport();
            loop.callSoon(() -> pass(fetch, report));
        }
    }

    private void start(Fetch fetch) {
        if (finishing != null && finishing.isFree()) {
            finishing.give(fetch);
        } else {
            new Worker(this, fetch);
        }
    }

    /** Says that a worker is going to be free as soon as its fetch has told its listener. */
    void finishing(Worker worker) {
        finishing = worker;
    }

    /** Lets a fetch through that was cancelled on its way here; whoever claimed it first reports it. */
    private void pass(Fetch fetch, boolean report) {
        leaveGate();
        if (report) {
            fetch.endCancelled();
        }
        finished();
    }

    /** Lets the next fetch in, in the place of one whose connection is free. */
    void leaveGate() {
        Fetch next = gate.leave();
        if (next != null) {
            next.letIn();
            begin(next);
        }
    }

    void finished() {
        finishing = null;
        unfinished--;
        stopIfDone();
    }

    boolean isClosing() {
        return closing;
    }

    /** Cancels everything, and ends the loop after that. Any thread may call it. */
    void close() {
        execute(() -> {
            closing = true;
            connections.closeIdle();
            // By the next pass each worker there is now has begun its fetch, and so will report it.
            loop.callSoon(() -> {
                loop.allTasks().forEach(Task::cancel);
                stopIfDone();
            });
        });
    }

    private void stopIfDone() {
        if (closing && unfinished == 0) {
            loop.stop();
        }
    }

    void join() {
        Interrupts.waitFor(thread::join);
    }

    private static void report(ExceptionHandler.Context context) {
        uncaught(context.exception());
    }

    /** Reports what a listener has thrown as the JVM would, but lets the thread go on. */
    static void uncaught(Throwable thrown) {
        Thread current = Thread.currentThread();
        try {
            current.getUncaughtExceptionHandler().uncaughtException(current, thrown);
        } catch (Throwable _) {
            // The JVM ignores what the handler itself throws, too.
        }
    }
}
