package io.fetchbench.coroutine;

/**
 * Thrown inside a generator by {@link Generator#close}: run your {@code finally} blocks and end. An {@link Error}, so that
 * {@code catch (Exception e)} lets it pass.
 */
public final class GeneratorExit extends Error {
    private static final long serialVersionUID = 1;

    /** A signal to end. */
    public GeneratorExit() {
        super("generator is being closed", null, false, false);
    }
}
