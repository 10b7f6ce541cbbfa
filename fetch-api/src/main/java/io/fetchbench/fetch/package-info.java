/**
 * The contract between a concurrency style and whoever drives it.
 *
 * <p>A style is a {@link io.fetchbench.fetch.FetcherProvider} found by {@link java.util.ServiceLoader}. It opens
 * {@link io.fetchbench.fetch.Fetcher}s, which take {@link io.fetchbench.fetch.FetchRequest}s and report each of them
 * exactly once, as a {@link io.fetchbench.fetch.FetchResult}, to a {@link io.fetchbench.fetch.FetchListener}.
 */
package io.fetchbench.fetch;
