/**
 * The style {@code coroutine-loop}: each fetch is a task of an {@link io.fetchbench.coroutine.EventLoop}, written from top
 * to bottom in {@link io.fetchbench.style.coroutine.Fetch}.
 *
 * <p>{@link io.fetchbench.style.coroutine.CoroutineLoopFetcher} accepts fetches, and gives each that its gate lets in to a
 * {@link io.fetchbench.style.coroutine.FetchLoop}, of which there is one for each I/O thread.
 */
package io.fetchbench.style.coroutine;
