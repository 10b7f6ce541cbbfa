/**
 * The Vert.x style: each fetch is a message to a verticle, each result a message back, and Vert.x's own HTTP client does
 * the I/O on the verticle's event loop.
 *
 * <p>{@link io.fetchbench.style.vertx.VertxFetcher} keeps the waiting queue and the listeners, on the callers' side of
 * the event bus. {@link io.fetchbench.style.vertx.FetchVerticle} and its {@link io.fetchbench.style.vertx.Exchange}s are
 * the other side. All they share is the messages.
 */
package io.fetchbench.style.vertx;
