/**
 * HTTP/1.1 for clients, without I/O: bytes of a GET request in, bytes of a response out. The caller owns sockets,
 * buffers, timeouts and threads.
 *
 * <p>{@link io.fetchbench.http1.RequestEncoder} writes a request into a buffer;
 * {@link io.fetchbench.http1.ResponseParser} takes a response from buffers in pieces of any size. Neither allocates once
 * warm. The syntax is RFC 9112's, and where that leaves a choice the strict one is taken; each class says which.
 */
package io.fetchbench.http1;
