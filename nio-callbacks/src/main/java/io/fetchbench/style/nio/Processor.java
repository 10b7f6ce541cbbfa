package io.fetchbench.style.nio;

/** Runs the processing step of fetches whose response is complete. */
sealed interface Processor permits InlineProcessor, PoolProcessor {
    /**
     * Runs one step, and has {@link Engine#processed} called with its result on the engine's loop.
     *
     * @param fetch with its response
     * @param engine which owns the fetch
     */
    void process(Fetch fetch, Engine engine);

    /** Interrupts the step that runs and lets no other begin: both end as cancelled. Any thread may call it. */
    void cancelAll();

    /** Waits, after {@link #cancelAll}, for the threads that are this processor's own. */
    void awaitEnd();
}
