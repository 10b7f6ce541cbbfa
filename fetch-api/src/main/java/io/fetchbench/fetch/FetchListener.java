package io.fetchbench.fetch;

/** Told how a fetch ended. */
@FunctionalInterface
public interface FetchListener {
    /**
     * Called exactly once for an accepted fetch, when its body has been read and processed or it has failed. The fetch's
     * connection is no longer in use by then. May call {@link Fetcher#fetch} again: on the thread of an event loop that
     * is a plain call, without a hand-off.
     *
     * @param result how the fetch ended
     * @implNote Runs on a thread of the style, so it must not block. What it throws goes to that thread's uncaught
     *           exception handler and harms no other fetch.
     */
    void onResult(FetchResult result);
}
