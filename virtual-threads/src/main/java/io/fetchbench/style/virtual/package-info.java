/**
 * One virtual thread a fetch: blocking code written straight, {@link java.net.Socket} included, and ended early by an
 * interrupt, which closes the socket a virtual thread blocks on.
 *
 * <p>The plain variant starts a thread when a fetch leaves its queue. The structured one forks it in a {@code
 * StructuredTaskScope} instead; that is a preview API in Java 25, so everything that touches it is in {@link
 * io.fetchbench.style.virtual.StructuredFetcher}.
 */
package io.fetchbench.style.virtual;
