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
 * <p>Then {@link io.fetchbench.coroutine.Asyncio}, what one writes coroutines with, and
 * {@link io.fetchbench.coroutine.Streams}. Names are Python's in Java's spelling, {@code call_soon} is {@code callSoon}, but
 * for these:
 * <table>
 * <caption>What asyncio calls by another name</caption>
 * <tr><th>asyncio</th><th>here</th></tr>
 * <tr><td>{@code Future}</td><td>{@link io.fetchbench.coroutine.LoopFuture}</td></tr>
 * <tr><td>{@code gen.throw}</td><td>{@link io.fetchbench.coroutine.Generator#throwing}</td></tr>
 * <tr><td>{@code sock_recv_into}, {@code sock_sendall}</td><td>{@link io.fetchbench.coroutine.LoopSocket}</td></tr>
 * <tr><td>{@code KeyboardInterrupt}</td><td>{@link io.fetchbench.coroutine.EventLoop#runUntilInterrupted}</td></tr>
 * <tr><td>{@code gather(return_exceptions=True)}</td>
 * <td>{@link io.fetchbench.coroutine.Asyncio#gatherReturnExceptions}</td></tr>
 * <tr><td>{@code loop._run_once}</td><td>{@code Passes.runOne}</td></tr>
 * <tr><td>{@code loop._scheduled}</td><td>{@code Timers}</td></tr>
 * <tr><td>{@code selectors}</td><td>{@code Poller}, on Java's {@link java.nio.channels.Selector}</td></tr>
 * </table>
 *
 * <p>What stops a body of code in its middle is a {@link io.fetchbench.coroutine.Carrier}, of which there are two.
 */
package io.fetchbench.coroutine;
