package io.fetchbench.coroutine;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * One thread that runs callbacks, one after the other: those that are ready, those whose time has come, and those whose
 * channel has become ready. Everything else, futures, tasks, streams, is made of callbacks.
 *
 * <p>Whatever thread calls {@link #runForever} or {@link #runUntilComplete} is the thread of the loop for that time. Only
 * {@link #callSoonThreadsafe} may be called by others. To interrupt the thread ends the run with an
 * {@link InterruptedException}, as Ctrl-C does in Python.
 */
public final class EventLoop implements AutoCloseable {
    private static final ThreadLocal<EventLoop> RUNNING = new ThreadLocal<>();

    final Carrier carrier;
    final Poller poller;
    final TaskList tasks = new TaskList();
    final Failures failures = new Failures(this);
    private final Passes passes;
    private final LoopExecutor executor = new LoopExecutor(this);
    private SlowCallbackLog debug;
    private boolean running;
    private boolean stopping;
    private volatile boolean closed;

    /** A loop whose tasks run on the {@linkplain Carrier#preferred() preferred} carrier. */
    public EventLoop() {
        this(Carrier.preferred());
    }

    /** A loop whose tasks run on a given carrier. */
    public EventLoop(Carrier carrier) {
        this(carrier, new Poller());
    }

    EventLoop(Carrier carrier, Poller poller) {
        this.carrier = carrier;
        this.poller = poller;
        passes = new Passes(poller);
        if (Debug.ENABLED) {
            setDebug(true);
        }
    }

    /** The loop that runs the calling code, or null outside of any. */
    public static EventLoop running() {
        return RUNNING.get();
    }

    /** Makes a thread that the body of a coroutine has for its own count as the loop's. */
    static void adopt(EventLoop loop) {
        RUNNING.set(loop);
    }

    /**
     * The clock of the timers.
     *
     * @return nanoseconds since this loop was made
     */
    public long timeNanos() {
        return passes.timeNanos();
    }

    /**
     * Runs a callback in the next pass. Callbacks run in the order in which they were added, each once.
     *
     * @param callback what it throws goes to the exception handler
     * @return to cancel it with
     */
    public Handle callSoon(Runnable callback) {
        Handle handle = new Handle(callback, callSite());
        enqueue(handle);
        return handle;
    }

    /**
     * Runs a callback soon, and wakes the loop for it. May be called by any thread.
     *
     * @param callback what it throws goes to the exception handler
     * @throws IllegalStateException if the loop is closed
     */
    public void callSoonThreadsafe(Runnable callback) {
        requireOpen();
        passes.addFromAnyThread(callback);
    }

    /**
     * Runs a callback after some time.
     *
     * @param delay at once if 0 or less
     * @param callback what it throws goes to the exception handler
     * @return to cancel it with
     */
    public TimerHandle callLater(Duration delay, Runnable callback) {
        long now = timeNanos();
        long when = now + TimeUnit.NANOSECONDS.convert(delay);
        return callAt(delay.isPositive() && when < now ? Long.MAX_VALUE : when, callback);
    }

    /**
     * Runs a callback at a time. Those of equal time run in the order in which they were added.
     *
     * @param whenNanos a time of {@link #timeNanos}
     * @param callback what it throws goes to the exception handler
     * @return to cancel it with
     */
    public TimerHandle callAt(long whenNanos, Runnable callback) {
        requireOpen();
        return passes.timers().add(whenNanos, callback, callSite());
    }

    private Object callSite() {
        return debug == null ? null : CallSite.find();
    }

    void enqueue(Runnable callback) {
        requireOpen();
        passes.add(callback);
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("event loop: expected an open one, got a closed one");
        }
    }

    /**
     * A future to be completed by hand.
     *
     * @return pending
     */
    public <T> LoopFuture<T> createFuture() {
        return new LoopFuture<>(this);
    }

    /**
     * Has a function run as a task, beginning in the next pass.
     *
     * @param body may {@link Asyncio#await}
     * @return its task
     */
    public <T> Task<T> createTask(Callable<? extends T> body) {
        return start(new Task<T>(this, tasks.nextNumber(), body));
    }

    /** As {@link #createTask(Callable)}, with a name for messages. */
    public <T> Task<T> createTask(String name, Callable<? extends T> body) {
        return start(new Task<T>(this, name, body));
    }

    /**
     * Has a generator run as a task: the older way to write a coroutine. It yields each {@link LoopFuture} that it waits
     * for, or null to let others run.
     *
     * @param coroutine not started yet
     * @return its task
     * @throws IllegalStateException if the generator was used before
     */
    public <T> Task<T> createTask(Generator<?, ?, ? extends T> coroutine) {
        return start(new Task<T>(this, tasks.nextNumber(), coroutine.frame()));
    }

    private <T> Task<T> start(Task<T> task) {
        enqueue(task);
        tasks.add(task);
        return task;
    }

    /**
     * The tasks that are not done.
     *
     * @return a copy, in the order they were created
     */
    public List<Task<?>> allTasks() {
        return tasks.copy();
    }

    /**
     * Runs callbacks until {@link #stop}. After a stop that came before, that is exactly one pass.
     *
     * @throws InterruptedException if the thread is interrupted; the loop can be run again
     * @throws IllegalStateException if it is closed, or it or another loop runs on this thread
     */
    public void runForever() throws InterruptedException {
        enter();
        try {
            do {
                passes.runOne(!stopping, this::call);
            } while (!stopping);
        } finally {
            stopping = false;
            running = false;
            RUNNING.remove();
        }
    }

    private void enter() {
        requireOpen();
        if (running || RUNNING.get() != null) {
            throw new IllegalStateException(
                    "run of an event loop: expected none to run on this thread, got one that does");
        }
        running = true;
        RUNNING.set(this);
    }

    /** Calls back now; what it throws goes to the exception handler. */
    void call(Runnable callback) {
        long start = debug == null ? 0 : timeNanos();
        try {
            callback.run();
        } catch (Throwable e) {
            callExceptionHandler(new ExceptionHandler.Context(callback + " failed", e, callback));
        }
        if (debug != null) {
            debug.record(callback, timeNanos() - start);
        }
    }

    /**
     * Runs until a function, as a task, has ended.
     *
     * @param main may {@link Asyncio#await}
     * @return what it returned
     * @throws Exception what it threw
     */
    public <T> T runUntilComplete(Callable<? extends T> main) throws Exception {
        return runUntilComplete(this.<T>createTask(main));
    }

    /**
     * Runs until a future is done.
     *
     * @param future of this loop
     * @return the result
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalStateException if the loop was stopped before, or as {@link #runForever} does
     * @throws Exception what the future failed with
     */
    public <T> T runUntilComplete(LoopFuture<T> future) throws Exception {
        if (future.loop() != this) {
            throw new IllegalStateException("runUntilComplete: expected a future of this loop, got one of another");
        }
        DoneCallback<T> stop = _ -> stop();
        future.addDoneCallback(stop);
        try {
            runForever();
        } finally {
            future.removeDoneCallback(stop);
        }
        if (!future.done()) {
            throw new IllegalStateException(
                    "runUntilComplete: expected the future to be done, got a loop stopped before");
        }
        return future.result();
    }

    /**
     * Runs until a function, as a task, has ended, or Ctrl-C or an interrupt of this thread: then all tasks are cancelled,
     * the loop runs on until they have ended, and failures among them go to the exception handler.
     *
     * @param main may {@link Asyncio#await}
     * @return what it returned
     * @throws InterruptedException if the run was interrupted, after all tasks have ended; at once if interrupted again
     * @throws Exception what it threw
     */
    public <T> T runUntilInterrupted(Callable<? extends T> main) throws Exception {
        return Shutdown.onInterrupt(this, main);
    }

    /** Ends {@link #runForever} after the pass under way, or the next run after one pass. */
    public void stop() {
        stopping = true;
    }

    /** Whether {@link #close} was called. */
    public boolean isClosed() {
        return closed;
    }

    /** As {@link #runInExecutor(Executor, Callable)}, on this loop's own pool of threads. */
    public <T> LoopFuture<T> runInExecutor(Callable<? extends T> blocking) {
        return runInExecutor(executor.own(), blocking);
    }

    /**
     * Runs a blocking function on other threads.
     *
     * @param threads where
     * @param blocking must not touch the loop
     * @return its outcome. To cancel it frees whoever waits for it; a function that still waits for a thread then never
     *         runs, one that runs goes on to its end
     */
    public <T> LoopFuture<T> runInExecutor(Executor threads, Callable<? extends T> blocking) {
        return executor.submit(threads, blocking);
    }

    /**
     * Chooses who is told of failures that have nobody else to go to.
     *
     * @param handler null for the log
     */
    public void setExceptionHandler(ExceptionHandler handler) {
        failures.setHandler(handler);
    }

    /**
     * Reports a failure that has nobody else to go to.
     *
     * @param context what happened
     */
    public void callExceptionHandler(ExceptionHandler.Context context) {
        failures.report(context);
    }

    /**
     * Switches debug mode: each callback that runs for 100 ms or more is logged, by name and origin.
     *
     * @param on on from the start with {@code -Dfetchbench.coroutine.debug=true}
     */
    public void setDebug(boolean on) {
        debug = on ? new SlowCallbackLog() : null;
    }

    /**
     * Ends the tasks that are left, as {@link Generator#close} does, forgets all callbacks, and frees the selector and the
     * pool of threads without waiting for them. Closing again does nothing.
     *
     * @throws IllegalStateException if it is running
     */
    @Override
    public void close() {
        if (running) {
            throw new IllegalStateException("close of an event loop: expected it to be stopped, got a running one");
        }
        if (!closed) {
            tasks.copy().forEach(failures::abandon);
            closed = true;
            passes.clear();
            executor.shutdown();
            poller.close();
        }
    }
}
