package io.fetchbench.coroutine;

import java.util.Iterator;

/**
 * A function that can yield a value in its middle, stop there, and go on when it is asked for the next one. It runs only
 * while somebody steps it, with {@link #next}, {@link #send}, {@link #throwing} or {@link #close}.
 *
 * <pre>{@code
 * Generator<Integer, Integer, String> sums = Generator.of(self -> {
 *     int sum = 0;
 *     for (int i = 0; i < 3; i++) {
 *         sum += self.yield(sum);
 *     }
 *     return "sum " + sum;
 * });
 * sums.next();  // 0: runs to the first yield
 * sums.send(5); // 5: yield returns 5 inside, and the body goes on to the next one
 * }</pre>
 *
 * <p>What the body throws, checked exceptions included, comes out of the step unchanged. A generator that is dropped while
 * suspended never runs its {@code finally} blocks (debug mode logs it); close it, best in a try-with-resources statement,
 * which also covers a {@code break} out of a for-each loop.
 *
 * <p>Not safe for concurrent use.
 *
 * @param <S> what is sent in
 * @param <Y> what it yields
 * @param <R> what it returns
 */
public final class Generator<S, Y, R> implements Iterable<Y>, AutoCloseable {
    private final GeneratorFrame<S, Y, R> frame;

    /**
     * The code of a generator.
     *
     * @param <S> what is sent in
     * @param <Y> what it yields
     * @param <R> what it returns
     */
    @FunctionalInterface
    public interface Body<S, Y, R> {
        /**
         * Runs until it returns, yielding on its way.
         *
         * @param self the generator, seen from inside
         * @return the value of {@link StopIteration} and of {@link Yielder#yieldFrom(Generator)}
         * @throws Exception anything; it comes out of the step that was under way
         */
        R run(Yielder<S, Y> self) throws Exception;
    }

    private Generator(Carrier carrier, Body<S, Y, R> body) {
        frame = new GeneratorFrame<>(carrier, body);
        if (Debug.ENABLED) {
            AbandonedGenerator.watch(this, frame);
        }
    }

    /**
     * A generator on the {@linkplain Carrier#preferred() preferred} carrier. Nothing runs yet.
     *
     * @param body its code
     * @param <S> what is sent in
     * @param <Y> what it yields
     * @param <R> what it returns
     * @return a new generator
     */
    public static <S, Y, R> Generator<S, Y, R> of(Body<S, Y, R> body) {
        return of(Carrier.preferred(), body);
    }

    /**
     * A generator on a given carrier. Nothing runs yet.
     *
     * @param carrier what stops and resumes it
     * @param body its code
     * @param <S> what is sent in
     * @param <Y> what it yields
     * @param <R> what it returns
     * @return a new generator
     */
    public static <S, Y, R> Generator<S, Y, R> of(Carrier carrier, Body<S, Y, R> body) {
        return new Generator<>(carrier, body);
    }

    /**
     * Yields everything from one sequence after the other.
     *
     * @param sequences generators, collections or anything else to iterate over
     * @param <Y> what they hold
     * @return a generator over all of it
     */
    @SafeVarargs
    public static <Y> Generator<Void, Y, Void> chain(Iterable<? extends Y>... sequences) {
        return of(self -> {
            for (Iterable<? extends Y> sequence : sequences) {
                self.yieldFrom(sequence);
            }
            return null;
        });
    }

    /**
     * Runs the body to its next yield.
     *
     * @return what it yielded
     * @throws StopIteration if it ended instead
     * @throws IllegalStateException if it is already executing, or can't be stepped from here
     */
    public Y next() {
        return send(null);
    }

    /**
     * Runs the body to its next yield, giving it a value as the result of the yield it stopped at.
     *
     * @param value null before the first step, where no yield waits for it
     * @return what it yielded
     * @throws StopIteration if it ended instead
     * @throws IllegalStateException if it is already executing, can't be stepped from here, or has not been started and
     *             the value is not null
     */
    public Y send(S value) {
        return yieldedIf(frame.resume(value, null));
    }

    /**
     * Runs the body to its next yield, throwing something at the yield it stopped at. Before the first step or after the
     * end it is thrown at the caller, and the generator has ended.
     *
     * @param thrown anything
     * @return what it yielded, having caught it
     * @throws StopIteration if it ended instead
     */
    public Y throwing(Throwable thrown) {
        return yieldedIf(frame.resume(null, thrown));
    }

    private Y yieldedIf(boolean suspended) {
        if (!suspended) {
            throw new StopIteration(frame.takeResult());
        }
        return frame.takeYielded();
    }

    /**
     * Ends the generator: throws {@link GeneratorExit} at the yield it stopped at. Does nothing before the first step or
     * after the end. What the body throws instead comes out of here.
     *
     * @throws IllegalStateException if the body yields again; it stays suspended then
     */
    @Override
    public void close() {
        frame.close();
    }

    /**
     * The values that are left, for a for-each loop. It steps this generator, so there is nothing to be gained from a
     * second one.
     *
     * @return a view of this generator
     */
    @Override
    public Iterator<Y> iterator() {
        return new GeneratorIterator<>(frame);
    }

    GeneratorFrame<S, Y, R> frame() {
        return frame;
    }
}
