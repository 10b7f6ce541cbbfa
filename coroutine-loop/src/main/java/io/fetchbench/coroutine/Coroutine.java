package io.fetchbench.coroutine;

/**
 * A body of code that can stop in its middle and go on later: what carries a {@link Generator}. Everything else in this
 * package is built on these two methods.
 *
 * <p>Not safe for concurrent use: whoever resumes it takes care that only one thread at a time does.
 */
interface Coroutine {
    /**
     * Runs the body from where it stopped to its next {@link #suspend} or its end.
     *
     * @throws IllegalStateException if the calling thread can't carry it now; the body has not moved then
     */
    void resume();

    /**
     * Stops the body here. Returns when it is resumed.
     *
     * @throws IllegalStateException if it can't stop here, or if this is not called from inside the body; the body goes
     *             on with this exception
     */
    void suspend();
}
