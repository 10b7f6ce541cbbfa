package io.fetchbench.coroutine;

import java.util.concurrent.Callable;

/**
 * A generator that an {@link EventLoop} drives, and the future of what it returns. This is where the parts meet: the
 * generator yields the {@link LoopFuture} it waits for; when that is done, a callback steps the generator again, with the
 * outcome.
 *
 * <pre>{@code
 * step():  generator ──yields──▶ future
 *             ▲                     │ done
 *             └── ready queue ◀─────┘
 * }</pre>
 *
 * <p>Only for the thread of the loop.
 *
 * @param <T> what the generator returns
 */
public final class Task<T> extends LoopFuture<T> implements Runnable {
    private final GeneratorFrame<?, ?, ? extends T> coroutine;
    private final Object nameOrNumber;
    private LoopFuture<?> awaited;
    private Throwable toThrow;
    private boolean mustCancel;
    private String cancelMessage;
    private int cancelRequests;
    Task<?> previous;
    Task<?> next;

    Task(EventLoop loop, Object nameOrNumber, Callable<? extends T> body) {
        this(loop, nameOrNumber, new GeneratorFrame<Object, Object, T>(loop.carrier, _ -> body.call()));
    }

    Task(EventLoop loop, Object nameOrNumber, GeneratorFrame<?, ?, ? extends T> coroutine) {
        super(loop);
        if (!coroutine.isCreated()) {
            throw new IllegalStateException(
                    "task: expected a coroutine that has not been started, got one that was used before");
        }
        this.nameOrNumber = nameOrNumber;
        this.coroutine = coroutine;
    }

    /**
     * Asks for cancellation: a {@link CancelledError} is thrown inside the task where it waits, or at its next wait. It may
     * catch that, clean up, and even go on.
     *
     * @param message of that error; may be null
     * @return false if the task is done already
     */
    @Override
    public boolean cancel(String message) {
        if (done()) {
            return false;
        }
        cancelRequests++;
        if (awaited == null || !awaited.cancel(message)) {
            mustCancel = true;
            cancelMessage = message;
        }
        return true;
    }

    /**
     * How often cancellation was asked for, less {@link #uncancel}.
     *
     * @return 0 or more
     */
    public int cancelling() {
        return cancelRequests;
    }

    /**
     * Takes one request for cancellation back, after its error was caught.
     *
     * @return how many are left
     */
    public int uncancel() {
        if (cancelRequests > 0) {
            cancelRequests--;
        }
        return cancelRequests;
    }

    /** Refused: the outcome of a task is that of its body. */
    @Override
    public void setResult(T value) {
        throw new UnsupportedOperationException("setResult: expected a plain future, got " + this);
    }

    /** Refused: the outcome of a task is that of its body. */
    @Override
    public void setException(Throwable failure) {
        throw new UnsupportedOperationException("setException: expected a plain future, got " + this);
    }

    /** For the loop: runs the body to its next wait. */
    @Override
    public void run() {
        Throwable thrown = whatToThrow();
        awaited = null;
        loop.tasks.current = this;
        try {
            if (coroutine.resume(null, thrown)) {
                await(coroutine.takeYielded());
            } else {
                returned(coroutine.takeResult());
            }
        } catch (CancelledError e) {
            end();
            super.cancel(e.getMessage());
        } catch (Throwable e) {
            end();
            super.setException(e);
            keepInterrupt(e);
        } finally {
            loop.tasks.current = null;
        }
    }

    private Throwable whatToThrow() {
        Throwable thrown = toThrow != null ? toThrow : awaited != null ? awaited.failure() : null;
        toThrow = null;
        if (mustCancel) {
            mustCancel = false;
            return thrown instanceof CancelledError ? thrown : new CancelledError(cancelMessage);
        }
        return thrown;
    }

    private void returned(T value) {
        end();
        if (mustCancel) {
            super.cancel(cancelMessage);
        } else {
            super.setResult(value);
        }
    }

    private void end() {
        loop.tasks.remove(this);
    }

    /** The loop stops for an interrupt, whoever catches it first. */
    private static void keepInterrupt(Throwable e) {
        if (e instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for what the body yielded; nothing means to let the others run first. */
    private void await(Object yielded) {
        switch (yielded) {
            case null -> loop.enqueue(this);
            case LoopFuture<?> future when future == this -> refuse("another future", "itself");
            case LoopFuture<?> future when future.loop != loop -> refuse("a future of its own loop", "one of another");
            case LoopFuture<?> future -> waitFor(future);
            default -> refuse("a LoopFuture", String.valueOf(yielded));
        }
    }

    private void waitFor(LoopFuture<?> future) {
        awaited = future;
        future.wake(this);
        if (mustCancel && future.cancel(cancelMessage)) {
            mustCancel = false;
        }
    }

    private void refuse(String expected, String got) {
        toThrow = new IllegalStateException("await in " + name() + ": expected " + expected + ", got " + got);
        loop.enqueue(this);
    }

    /** For a loop that is closed: ends the body where it waits, as the garbage collector does in Python. */
    void abandon() {
        coroutine.close();
    }

    /** Called from inside the body: stops it until the future is done. */
    @SuppressWarnings("unchecked")
    void suspendUntilDone(LoopFuture<?> future) {
        ((GeneratorFrame<Object, Object, T>) coroutine).yield(future);
    }

    /** Called from inside the body: lets another coroutine take its place until that ends. */
    @SuppressWarnings("unchecked")
    <R> R delegateTo(Generator<?, ?, R> inner) {
        return ((GeneratorFrame<Object, Object, T>) coroutine).yieldFrom((Generator<Object, Object, R>) inner);
    }

    /**
     * What it is called in logs and messages.
     *
     * @return "task" and the name or number it was given
     */
    @Override
    public String name() {
        return "task " + nameOrNumber;
    }
}
