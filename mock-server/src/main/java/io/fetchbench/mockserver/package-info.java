/**
 * An HTTP/1.1 server that does what the URL says, so that a client can be measured against a known answer.
 *
 * <p>Only {@code GET} is supported. Two paths exist:
 *
 * <pre>
 * /bytes/{size}[?key=value[&amp;key=value]...]
 * /stats
 *
 * size     0 to 1073741824 bytes, plain or with the suffix KiB or MiB: 83, 64KiB, 1MiB
 *
 * delay    wait before the response: a decimal number and ns, us, ms or s, at most 1 hour: 53.2ms
 *          default: none
 * status   200 to 599; 204 and 304 come without a body. Default: 200
 * framing  how the end of the body is told; default: length
 *          length   Content-Length
 *          chunked  Transfer-Encoding: chunked, chunks of at most 16 KiB (to HTTP/1.0: as close)
 *          close    neither; the connection closes after the last byte
 * retry-after  whole seconds for a field of that name: 2s. Default: no such field
 * dribble  the response in so many equal pieces with a pause between them: 4x10ms
 * rate     the response at so many bytes a second, in steps of 10 ms: 20kBps, 1MBps; not together with dribble
 * fault    what is done wrong, and for some at which byte of the response, header included:
 *          reset[@N]        RST after N bytes; without N after the header and half of the body
 *          truncate[@N]     FIN likewise
 *          hang[@N]         nothing more likewise, and the connection stays open
 *          garbage[@N]      random bytes instead of what follows byte N, then FIN; without N from the first byte
 *          empty            FIN without a response
 *          huge-header[@N]  a header of N bytes, 1 MiB without N
 *          half-close       the whole response, then FIN though the header did not announce it
 *          trailing-garbage the whole response and 64 random bytes behind it
 * </pre>
 *
 * <p>Keys may come in any order, each at most once. Nothing is percent-decoded. Anything else is answered with 400
 * (404 for another path) and one sentence that says what was expected.
 *
 * <p>Byte {@code i} of every body of {@code /bytes} is {@code 32 + i % 95}: the printable ASCII characters from the
 * space on, over and over. Every response has {@code X-Body-Crc32c}, the CRC-32C (RFC 3720, appendix B.4) of its body
 * as eight hexadecimal digits.
 *
 * <p>Requests that arrive on one connection are answered one after the other; a delay starts when the response before
 * it has been written. Random bytes are the same for the same query, in every process. A client that closes its end, or
 * only its sending side, is taken to be gone.
 *
 * <p>{@link io.fetchbench.mockserver.MockServer} starts it inside a process,
 * {@link io.fetchbench.mockserver.MockServerMain} as one of its own.
 */
package io.fetchbench.mockserver;
