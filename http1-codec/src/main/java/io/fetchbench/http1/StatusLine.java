package io.fetchbench.http1;

import java.nio.charset.StandardCharsets;

/**
 * {@code status-line = HTTP-version SP status-code SP [ reason-phrase ]} (RFC 9112, section 4).
 *
 * <p>Lenient in one point: the second space may be missing where there is no reason, as many servers send it. A minor
 * version above 1 is read as 1.1 (RFC 9110, section 2.5), a status code above 599 as it is.
 */
final class StatusLine {
    private static final byte[] NAME = "HTTP/1.".getBytes(StandardCharsets.US_ASCII);
    private static final int CODE_AT = NAME.length + 2;
    private static final int CODE_END = CODE_AT + 3;

    private StatusLine() {}

    /** The status code of a line, after checking all of the line. */
    static int status(byte[] bytes, int from, int to) throws MalformedResponseException {
        if (to - from < CODE_END || !hasVersion(bytes, from) || bytes[from + CODE_AT - 1] != ' ') {
            throw malformed("HTTP/1.0 or HTTP/1.1, a space and a status code", bytes, from, to);
        }
        if (to - from > CODE_END && bytes[from + CODE_END] != ' ') {
            throw malformed("a space after a status code of 3 digits", bytes, from, to);
        }
        int status = 0;
        for (int i = from + CODE_AT; i < from + CODE_END; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                throw malformed("a status code of 3 digits", bytes, from, to);
            }
            status = 10 * status + digit;
        }
        if (status < 100) {
            throw malformed("a status code of 100 or more", bytes, from, to);
        }
        return status;
    }

    private static boolean hasVersion(byte[] bytes, int from) {
        for (int i = 0; i < NAME.length; i++) {
            if (bytes[from + i] != NAME[i]) {
                return false;
            }
        }
        byte minor = bytes[from + NAME.length];
        return minor >= '0' && minor <= '9';
    }

    /** Whether a line found good is that of an HTTP/1.0 response. */
    static boolean isHttp10(byte[] bytes, int from) {
        return bytes[from + NAME.length] == '0';
    }

    private static MalformedResponseException malformed(String expected, byte[] bytes, int from, int to) {
        return new MalformedResponseException(
                "status line: expected " + expected + ", got " + Octets.quote(bytes, from, to));
    }
}
