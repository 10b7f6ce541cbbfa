package io.fetchbench.fetch;

/** A fetch that was accepted. Safe for use by any number of threads. */
@FunctionalInterface
public interface FetchHandle {
    /**
     * Asks for the fetch to end with {@link Outcome#CANCELLED}. A fetch that has ended, or ends meanwhile, keeps its
     * outcome. If its response was not complete yet, the connection of a cancelled fetch is closed and never reused.
     */
    void cancel();
}
