package io.fetchbench.coroutine;

import java.util.NoSuchElementException;

/**
 * Says that a {@link Generator} has ended, and with what value. One that escapes from the body of a generator is turned
 * into an {@link IllegalStateException}, so that the end of an inner generator is never taken for that of an outer one
 * (PEP 479).
 */
public final class StopIteration extends NoSuchElementException {
    private static final long serialVersionUID = 1;

    private final transient Object value;

    StopIteration(Object value) {
        super("generator has ended");
        this.value = value;
    }

    /**
     * What the generator returned.
     *
     * @return the value the first time a generator ends, afterwards null
     */
    public Object value() {
        return value;
    }

    /** It is an answer rather than a fault, so it does without a stack trace. */
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
