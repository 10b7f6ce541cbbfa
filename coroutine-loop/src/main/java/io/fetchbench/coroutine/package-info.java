/**
 * asyncio's formula in Java: an event loop, callbacks that drive generators, and epoll.
 *
 * <p>To be read in this order:
 * <ol>
 * <li>{@link io.fetchbench.coroutine.Generator}, a function that can stop in its middle;
 * <li>{@link io.fetchbench.coroutine.EventLoop}, a thread that runs callbacks;
 * <li>{@link io.fetchbench.coroutine.Task}, where a callback steps a generator whenever what it waits for is there.
 * </ol>
 *
 * <p>Then {@link io.fetchbench.coroutine.Asyncio}, what one writes coroutines with.
 */
package io.fetchbench.coroutine;
