package io.fetchbench.fetch;

/**
 * Fetches URLs in one concurrency style. Safe for use by any number of threads.
 *
 * @implSpec
 *           <ul>
 *           <li>Every accepted fetch is reported to its listener exactly once, whatever happens: accepted = OK + each
 *           other {@link Outcome}, also across {@link FetchHandle#cancel()} and {@link #close()}.
 *           <li>At most {@link FetchOptions#maxInFlight()} connections are in use at a time. The other fetches wait in
 *           the style's own queue and leave it in the order in which they were accepted.
 *           <li>{@link FetchOptions#timeout()} runs from the moment a fetch leaves that queue, over connecting, sending
 *           and receiving, to the last byte of the body. It does not run while {@link Processing} does.
 *           <li>A body is always read to its end and checksummed, whatever the status. No redirect is followed.
 *           <li>A <em>reused</em> connection that ends before the first byte of the response is replaced by a fresh one
 *           and the request sent again, once and within the same timeout. Nothing else is retried.
 *           <li>A connection goes back to the pool only when its response was complete and said nothing against it.
 *           </ul>
 */
public interface Fetcher extends AutoCloseable {
    /**
     * Accepts a fetch and returns at once.
     *
     * @param request what to fetch
     * @param listener told once when the fetch has ended; never from inside this call
     * @return a handle to cancel the fetch with
     * @throws IllegalStateException if this fetcher is closed; the fetch is not accepted then
     */
    FetchHandle fetch(FetchRequest request, FetchListener listener);

    /**
     * Ends every fetch that is still waiting or in flight with {@link Outcome#CANCELLED}, and returns when all listeners
     * have been called and every thread and socket is freed. Closing again does nothing.
     *
     * <p>Not to be called from a listener: it would wait for itself.
     */
    @Override
    void close();
}
