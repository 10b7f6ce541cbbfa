/**
 * asyncio's formula in Java: an event loop, callbacks that drive generators, and epoll.
 *
 * <p>To be read in this order:
 * <ol>
 * <li>{@link io.fetchbench.coroutine.Generator}, a function that can stop in its middle.
 * </ol>
 */
package io.fetchbench.coroutine;
