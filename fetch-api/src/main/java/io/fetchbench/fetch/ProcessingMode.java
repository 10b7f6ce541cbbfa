package io.fetchbench.fetch;

/** Where {@link Processing} runs. */
public enum ProcessingMode {
    /** On the thread that completed the body, an event loop's included: what happens when one forgets. */
    INLINE,
    /**
     * The way the style prescribes: an executor of {@link FetchOptions#processingThreads()} for an event loop,
     * {@code executeBlocking} for Vert.x. A style with a thread a fetch stays on that thread, as it would {@link #INLINE}.
     */
    HANDED_OFF
}
