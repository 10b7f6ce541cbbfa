package io.fetchbench.coroutine;

import java.util.Iterator;

/**
 * The inner end of a {@link Generator}: what its body talks to its caller with. Only for the body itself, not for other
 * threads or generators.
 *
 * @param <S> what the caller sends in
 * @param <Y> what the body yields
 */
public interface Yielder<S, Y> {
    /**
     * Hands a value to the caller and stops here until the next step.
     *
     * @param value what {@link Generator#next}, {@link Generator#send} or {@link Generator#throwing} then returns
     * @return what the caller sent, null after {@code next}
     * @throws IllegalStateException if the body can't stop here: it holds a monitor or a lock of
     *             {@code java.util.concurrent} (on {@link Carrier#CONTINUATION} the lock shows in debug mode only), is inside
     *             a class initialiser, a native method or {@code ScopedValue.where}, or is not the generator that this
     *             belongs to
     */
    S yield(Y value);

    /**
     * Lets another generator take this one's place until it ends (PEP 380): what the caller sends and throws reaches it,
     * what it yields reaches the caller. On {@link GeneratorExit} it is closed first.
     *
     * @param generator not started yet, or suspended
     * @param <T> what the other generator returns
     * @return what the other generator returned
     */
    <T> T yieldFrom(Generator<S, Y, T> generator);

    /**
     * Yields what an iterator has left. It can only be asked for the next value: anything but null sent in meanwhile is an
     * {@link IllegalStateException} here, and anything thrown in is thrown here. An iterator that is
     * {@link AutoCloseable} is closed on {@link GeneratorExit}.
     *
     * @param values an iterator
     */
    void yieldFrom(Iterator<? extends Y> values);

    /**
     * Yields everything from a sequence: a generator as {@link #yieldFrom(Generator)} does, anything else through its
     * iterator.
     *
     * @param values a generator that takes what is sent to this one, or any other sequence
     */
    void yieldFrom(Iterable<? extends Y> values);
}
