/**
 * Fetching by callbacks from a selector: a few threads, each waiting for all of its connections at once.
 *
 * <p>The parts, from the outside in: {@link io.fetchbench.style.nio.NioFetcher} accepts fetches and spreads them over
 * loops; {@link io.fetchbench.style.nio.Loop} is a thread that waits for sockets and tasks;
 * {@link io.fetchbench.style.nio.Engine} is what one loop knows about its fetches; and
 * {@link io.fetchbench.style.nio.Connection} is a socket together with the callback to run when it is ready.
 */
package io.fetchbench.style.nio;
