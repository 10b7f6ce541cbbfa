package io.fetchbench.coroutine;

import java.util.ArrayList;
import java.util.List;

/**
 * A result that is not there yet. Done callbacks run through the loop's ready queue, in the order they were added. Only
 * for the thread of the loop; to complete it from another one, {@link EventLoop#callSoonThreadsafe} does it.
 *
 * @param <T> the result
 */
public class LoopFuture<T> {
    private enum State {
        PENDING, CANCELLED, FINISHED
    }

    final EventLoop loop;
    private State state = State.PENDING;
    private T result;
    private Throwable exception;
    private UnseenFailure unseen;

    /** Nothing, one callback, or a {@link List} of them. A {@link Task} among them waits to be stepped. */
    private Object callbacks;

    LoopFuture(EventLoop loop) {
        this.loop = loop;
    }

    /**
     * The loop that this belongs to.
     *
     * @return the loop that made it
     */
    public final EventLoop loop() {
        return loop;
    }

    /**
     * Whether there is an outcome.
     *
     * @return true once it has a result or an exception, or was cancelled
     */
    public final boolean done() {
        return state != State.PENDING;
    }

    /**
     * Whether it was cancelled.
     *
     * @return true once {@link #cancel} has taken effect
     */
    public final boolean cancelled() {
        return state == State.CANCELLED;
    }

    /**
     * The result.
     *
     * @return what {@link #setResult} was given
     * @throws CancelledError if it was cancelled
     * @throws IllegalStateException if it is not done
     * @throws Exception what {@link #setException} was given, be it an {@link Exception} or not
     */
    public final T result() throws Exception {
        Throwable failure = failure();
        if (failure != null) {
            LoopFuture.<Exception>raise(failure);
        }
        return result;
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable failure) throws E {
        throw (E) failure;
    }

    /**
     * The exception.
     *
     * @return what {@link #setException} was given, or null if there is a result
     * @throws CancelledError if it was cancelled
     * @throws IllegalStateException if it is not done
     */
    public final Throwable exception() {
        if (state == State.CANCELLED) {
            throw cancelledError();
        }
        return failure();
    }

    /** What {@link #result} would throw, or null. */
    final Throwable failure() {
        return switch (state) {
            case PENDING ->
                throw new IllegalStateException("result of " + this + ": expected it to be done, got pending");
            case CANCELLED -> cancelledError();
            case FINISHED -> {
                see();
                yield exception;
            }
        };
    }

    /** The result of one that succeeded; null otherwise. */
    final T resultOrNull() {
        return result;
    }

    private CancelledError cancelledError() {
        return (CancelledError) exception;
    }

    private void see() {
        if (unseen != null) {
            unseen.see();
            unseen = null;
        }
    }

    /**
     * Completes this with a result.
     *
     * @param value may be null
     * @throws IllegalStateException if it is done already
     */
    public void setResult(T value) {
        requirePending("setResult");
        result = value;
        finish(State.FINISHED);
    }

    /**
     * Completes this with an exception.
     *
     * @param failure thrown at whoever asks for the result. If nobody ever does, the loop's exception handler is told
     * @throws IllegalStateException if it is done already
     * @throws IllegalArgumentException if it is a {@link StopIteration}, which would end the generator it is thrown into
     */
    public void setException(Throwable failure) {
        if (failure instanceof StopIteration) {
            throw new IllegalArgumentException(
                    "setException: expected anything but StopIteration, which would be taken for the end of a generator");
        }
        requirePending("setException");
        exception = failure;
        if (!(callbacks instanceof Task)) {
            unseen = UnseenFailure.watch(this, failure);
        }
        finish(State.FINISHED);
    }

    private void requirePending(String what) {
        if (done()) {
            throw new IllegalStateException(what + ": expected a future that is pending, got " + this);
        }
    }

    /**
     * Cancels without a message.
     *
     * @return false if it is done already
     */
    public final boolean cancel() {
        return cancel(null);
    }

    /**
     * Cancels: whoever waits for this gets a {@link CancelledError}.
     *
     * @param message of that error; may be null
     * @return false if it is done already
     */
    public boolean cancel(String message) {
        if (done()) {
            return false;
        }
        exception = new CancelledError(message);
        finish(State.CANCELLED);
        return true;
    }

    private void finish(State end) {
        state = end;
        Object waiting = callbacks;
        callbacks = null;
        if (waiting instanceof List<?> several) {
            several.forEach(this::schedule);
        } else if (waiting != null) {
            schedule(waiting);
        }
    }

    @SuppressWarnings("unchecked")
    private void schedule(Object waiting) {
        switch (waiting) {
            case Task<?> task -> loop.enqueue(task);
            default -> {
                DoneCallback<T> callback = (DoneCallback<T>) waiting;
                loop.enqueue(new DoneCall<>(callback, this));
            }
        }
    }

    /**
     * Has a callback called once this is done; if it is, in the next pass of the loop.
     *
     * @param callback called with this future
     */
    public final void addDoneCallback(DoneCallback<? super T> callback) {
        add(callback);
    }

    /** Has a task stepped once this is done. */
    final void wake(Task<?> task) {
        add(task);
    }

    private void add(Object callback) {
        if (done()) {
            schedule(callback);
        } else if (callbacks == null) {
            callbacks = callback;
        } else {
            asList().add(callback);
        }
    }

    @SuppressWarnings("unchecked")
    private List<Object> asList() {
        if (!(callbacks instanceof List<?>)) {
            List<Object> several = new ArrayList<>();
            several.add(callbacks);
            callbacks = several;
        }
        return (List<Object>) callbacks;
    }

    /**
     * Forgets every occurrence of a callback that was not scheduled yet.
     *
     * @param callback as it was added
     * @return how many there were
     */
    public final int removeDoneCallback(DoneCallback<? super T> callback) {
        if (callbacks == null) {
            return 0;
        }
        List<Object> several = asList();
        int before = several.size();
        several.removeIf(callback::equals);
        int removed = before - several.size();
        if (several.isEmpty()) {
            callbacks = null;
        }
        return removed;
    }

    /** What it is, for messages. */
    String name() {
        return "future";
    }

    @Override
    public final String toString() {
        return switch (state) {
            case PENDING -> name() + " (pending)";
            case CANCELLED -> name() + " (cancelled)";
            case FINISHED -> name() + (exception == null ? " (result " + result + ")" : " (failed: " + exception + ")");
        };
    }
}
