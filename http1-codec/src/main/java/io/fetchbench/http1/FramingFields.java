package io.fetchbench.http1;

import java.nio.charset.StandardCharsets;

/**
 * What the fields of one header say about where the message ends and whether its connection lives on: Content-Length,
 * Transfer-Encoding (RFC 9112, section 6) and Connection (section 9.3). All other fields are ignored.
 *
 * <p>Where section 6.3 leaves a choice:
 * <ul>
 * <li>Content-Length repeated with one value, in a list or in several lines, counts once, as the section says; different
 * values are refused. An empty list element is refused.
 * <li>Transfer-Encoding together with Content-Length, with any coding but a single {@code chunked}, or in an HTTP/1.0
 * response (section 6.1) is refused: all of these are signs of response splitting.
 * </ul>
 */
final class FramingFields {
    private static final byte[] CONTENT_LENGTH = lowerCase("content-length");
    private static final byte[] TRANSFER_ENCODING = lowerCase("transfer-encoding");
    private static final byte[] CONNECTION = lowerCase("connection");
    private static final byte[] CHUNKED = lowerCase("chunked");
    private static final byte[] CLOSE = lowerCase("close");
    private static final byte[] KEEP_ALIVE = lowerCase("keep-alive");
    private static final long ABSENT = -1;

    private boolean http10;
    private boolean bodiless;
    private long contentLength;
    private boolean chunked;
    private boolean close;
    private boolean keepAlive;

    private static byte[] lowerCase(String name) {
        return name.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Starts a header.
     *
     * @param isHttp10 whether its version is 1.0
     * @param isBodiless whether its status alone says that there is no body, whatever the fields say (RFC 9112, section
     *            6.3, rule 1)
     */
    void start(boolean isHttp10, boolean isBodiless) {
        http10 = isHttp10;
        bodiless = isBodiless;
        contentLength = ABSENT;
        chunked = false;
        close = false;
        keepAlive = false;
    }

    /** Takes a field line whose name ends at the colon at {@code nameEnd}. */
    void field(byte[] bytes, int from, int nameEnd, int to) throws MalformedResponseException {
        if (Octets.isToken(CONTENT_LENGTH, bytes, from, nameEnd)) {
            if (!bodiless) {
                contentLengths(bytes, nameEnd + 1, to);
            }
        } else if (Octets.isToken(TRANSFER_ENCODING, bytes, from, nameEnd)) {
            if (!bodiless) {
                transferCodings(bytes, nameEnd + 1, to);
            }
        } else if (Octets.isToken(CONNECTION, bytes, from, nameEnd)) {
            connectionOptions(bytes, nameEnd + 1, to);
        }
    }

    private void contentLengths(byte[] bytes, int from, int to) throws MalformedResponseException {
        int start = from;
        int end;
        do {
            end = Octets.endOfElement(bytes, start, to);
            int first = Octets.skipBlanks(bytes, start, end);
            oneContentLength(bytes, first, Octets.trimBlanks(bytes, first, end));
            start = end + 1;
        } while (end < to);
    }

    private void oneContentLength(byte[] bytes, int from, int to) throws MalformedResponseException {
        if (from == to) {
            throw new MalformedResponseException("Content-Length: expected decimal digits, got an empty value");
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw new MalformedResponseException(
                        "Content-Length: expected decimal digits, got " + Octets.quote(bytes, from, to));
            }
            value = value > (Long.MAX_VALUE - digit) / 10 ? Long.MAX_VALUE : 10 * value + digit;
        }
        if (contentLength != ABSENT && contentLength != value) {
            throw new MalformedResponseException(
                    "Content-Length: expected one value, got both " + contentLength + " and " + value);
        }
        contentLength = value;
    }

    private void transferCodings(byte[] bytes, int from, int to) throws MalformedResponseException {
        int start = Octets.skipBlanks(bytes, from, to);
        int end = Octets.trimBlanks(bytes, start, to);
        if (chunked || !Octets.isToken(CHUNKED, bytes, start, end)) {
            throw new MalformedResponseException("Transfer-Encoding: expected a single chunked, got "
                    + (chunked ? "another field with " : "") + Octets.quote(bytes, start, end));
        }
        if (http10) {
            throw new MalformedResponseException("Transfer-Encoding: expected none in HTTP/1.0, got chunked");
        }
        chunked = true;
    }

    private void connectionOptions(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to) {
            int end = Octets.endOfElement(bytes, start, to);
            int first = Octets.skipBlanks(bytes, start, end);
            int last = Octets.trimBlanks(bytes, first, end);
            close |= Octets.isToken(CLOSE, bytes, first, last);
            keepAlive |= Octets.isToken(KEEP_ALIVE, bytes, first, last);
            start = end + 1;
        }
    }

    /** Checks at the end of the header that its fields agree. */
    void finish() throws MalformedResponseException {
        if (chunked && contentLength != ABSENT) {
            throw new MalformedResponseException(
                    "message framing: expected Content-Length or Transfer-Encoding, got both");
        }
    }

    boolean isBodiless() {
        return bodiless;
    }

    boolean isChunked() {
        return chunked;
    }

    boolean hasContentLength() {
        return contentLength != ABSENT;
    }

    /** The Content-Length; {@link Long#MAX_VALUE} if it is that or more. */
    long contentLength() {
        return contentLength;
    }

    /** Whether the connection may carry another request, as far as version and fields say (RFC 9112, section 9.3). */
    boolean isPersistent() {
        return !close && (!http10 || keepAlive);
    }
}
