/**
 * Blocking sockets on a bounded pool of platform threads, as a good engineer would have written it before virtual
 * threads: {@link java.net.Socket}, {@link java.util.concurrent.ThreadPoolExecutor}, a shared pool of idle connections.
 *
 * <p>A fetch is a task. The executor has {@code maxInFlight} threads, so its queue is the waiting queue, and the thread
 * that takes a fetch stays with it to the return of its listener.
 */
package io.fetchbench.style.blocking;
