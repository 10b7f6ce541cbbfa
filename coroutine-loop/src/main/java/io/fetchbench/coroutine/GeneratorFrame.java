package io.fetchbench.coroutine;

import java.util.Iterator;

/**
 * A generator from inside: the code, where it has got to, and what passes between it and its caller.
 *
 * @param <S> what is sent in
 * @param <Y> what it yields
 * @param <R> what it returns
 */
final class GeneratorFrame<S, Y, R> implements Yielder<S, Y>, Runnable {
    private enum State {
        CREATED, RUNNING, SUSPENDED, FINISHED
    }

    private final Generator.Body<S, Y, R> body;
    private Coroutine coroutine;
    private State state = State.CREATED;
    private S sent;
    private Throwable thrown;
    private Y yielded;
    private R result;
    private Throwable failure;

    GeneratorFrame(Carrier carrier, Generator.Body<S, Y, R> body) {
        this.body = body;
        coroutine = carrier.coroutine(this);
    }

    boolean isCreated() {
        return state == State.CREATED;
    }

    boolean isSuspended() {
        return state == State.SUSPENDED;
    }

    /**
     * Runs the body on, with a value or an exception as the outcome of the yield it stopped at.
     *
     * @return true if it yielded, false if it has ended
     */
    boolean resume(S value, Throwable exception) {
        return switch (state) {
            case RUNNING -> throw new IllegalStateException("generator is already executing: it can't step itself");
            case CREATED -> start(value, exception);
            case SUSPENDED -> step(value, exception);
            case FINISHED -> throwIfAny(exception);
        };
    }

    private boolean start(S value, Throwable exception) {
        if (value != null) {
            throw new IllegalStateException(
                    "send: expected null for a generator that has just been created, got " + value);
        }
        if (exception != null) {
            finish();
            return throwIfAny(exception);
        }
        return step(null, null);
    }

    private boolean step(S value, Throwable exception) {
        State before = state;
        sent = value;
        thrown = exception;
        state = State.RUNNING;
        boolean carried = false;
        try {
            coroutine.resume();
            carried = true;
        } finally {
            if (!carried) {
                state = before;
            }
        }
        if (state == State.RUNNING) {
            state = State.SUSPENDED;
            return true;
        }
        return ended();
    }

    private boolean ended() {
        Throwable thrownByBody = failure;
        failure = null;
        return throwIfAny(thrownByBody);
    }

    private void finish() {
        state = State.FINISHED;
        coroutine = null;
    }

    /** What the body last yielded, forgotten here. */
    Y takeYielded() {
        Y value = yielded;
        yielded = null;
        return value;
    }

    /** What the body returned the first time, null afterwards. */
    R takeResult() {
        R value = result;
        result = null;
        return value;
    }

    void close() {
        switch (state) {
            case RUNNING -> throw new IllegalStateException("generator is already executing: it can't close itself");
            case CREATED -> finish();
            case SUSPENDED -> exit();
            case FINISHED -> {
            }
        }
    }

    private void exit() {
        boolean suspended = false;
        try {
            suspended = step(null, new GeneratorExit());
        } catch (GeneratorExit _) {
            // The body let it through, as it should.
        }
        if (suspended) {
            throw new IllegalStateException("generator ignored exit: expected it to end, got another yield");
        }
    }

    @Override
    public void run() {
        try {
            result = body.run(this);
        } catch (StopIteration e) {
            failure = new IllegalStateException("generator raised StopIteration", e);
        } catch (Throwable e) {
            failure = e;
        }
        finish();
    }

    @Override
    public S yield(Y value) {
        if (coroutine == null) {
            throw new IllegalStateException(
                    "yield: expected to be called by a generator under way, got one that has ended");
        }
        yielded = value;
        coroutine.suspend();
        Throwable exception = thrown;
        if (exception != null) {
            thrown = null;
            throwIfAny(exception);
        }
        return takeSent();
    }

    private S takeSent() {
        S value = sent;
        sent = null;
        return value;
    }

    @Override
    public <T> T yieldFrom(Generator<S, Y, T> generator) {
        GeneratorFrame<S, Y, T> inner = generator.frame();
        boolean suspended = inner.resume(null, null);
        while (suspended) {
            suspended = relay(inner);
        }
        return inner.takeResult();
    }

    /** Carries one value from the inner generator out, and what comes back in. */
    private <T> boolean relay(GeneratorFrame<S, Y, T> inner) {
        S value;
        try {
            value = this.yield(inner.takeYielded());
        } catch (GeneratorExit e) {
            inner.close();
            throw e;
        } catch (Throwable e) {
            return inner.resume(null, e);
        }
        return inner.resume(value, null);
    }

    @Override
    public void yieldFrom(Iterator<? extends Y> values) {
        while (values.hasNext()) {
            S value = yieldNext(values);
            if (value != null) {
                throw new IllegalStateException("yieldFrom an iterator: expected null to be sent, got " + value);
            }
        }
    }

    private S yieldNext(Iterator<? extends Y> values) {
        Y next = values.next();
        try {
            return this.yield(next);
        } catch (GeneratorExit e) {
            if (values instanceof AutoCloseable closeable) {
                close(closeable);
            }
            throw e;
        }
    }

    private static void close(AutoCloseable values) {
        try {
            values.close();
        } catch (Exception e) {
            throwIfAny(e);
        }
    }

    @Override
    public void yieldFrom(Iterable<? extends Y> values) {
        if (values instanceof Generator<?, ?, ?> generator) {
            @SuppressWarnings("unchecked")
            var inner = (Generator<S, Y, ?>) generator;
            yieldFrom(inner);
        } else {
            yieldFrom(values.iterator());
        }
    }

    /** Throws what is not null, as it is: the signature of a generator can't name what its body throws. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> boolean throwIfAny(Throwable exception) throws E {
        if (exception != null) {
            throw (E) exception;
        }
        return false;
    }
}
