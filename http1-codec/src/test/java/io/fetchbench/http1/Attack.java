package io.fetchbench.http1;

import java.util.stream.Stream;

/**
 * A response that a hostile or broken server may send: request smuggling, response splitting, framing that two readers
 * could read in two ways. Every one is refused with {@link MalformedResponseException}.
 *
 * @param text octets as characters
 * @param reason what the exception's message says was wrong
 */
record Attack(String text, String reason) {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String ONE_CHUNK = CHUNKED + "1\r\na\r\n";

    private static final String BAD_VERSION = "expected HTTP/1.0 or HTTP/1.1";
    private static final String BAD_CODING = "expected a single chunked";
    private static final String NOT_DIGITS = "expected decimal digits";
    private static final String BAD_SIZE = "expected 1 to 16 hexadecimal digits";
    private static final String NO_EXTENSION = "nothing but an extension";

    static Stream<Attack> all() {
        return Stream.of(
                statusLines().map(line -> line.within("", "\r\nContent-Length: 0\r\n\r\n")),
                fields().map(field -> field.within(OK, "\r\nContent-Length: 0\r\n\r\n")),
                fields().map(field -> field.within("HTTP/1.1 100 Continue\r\n", "\r\n\r\n")),
                fields().map(field -> field.within(CHUNKED + "0\r\n", "\r\n\r\n")),
                contentLengths().map(fields -> fields.within(OK, "\r\n\r\n")),
                transferEncodings().map(fields -> fields.within(OK, "\r\n\r\n")),
                transferEncodingsInHttp10(),
                chunks().map(body -> body.within(CHUNKED, "")),
                chunks().map(body -> body.within(ONE_CHUNK, "")),
                tooLarge()).flatMap(attacks -> attacks);
    }

    private static Stream<Attack> statusLines() {
        return Stream.of(new Attack("", BAD_VERSION), new Attack("SSH-2.0-OpenSSH_9.6", BAD_VERSION),
                new Attack("<html>no header at all</html>", BAD_VERSION), new Attack("HTTP/2.0 200 OK", BAD_VERSION),
                new Attack("HTTP/0.9 200 OK", BAD_VERSION), new Attack("HTTP/1.x 200 OK", BAD_VERSION),
                new Attack("HTTP/+1.1 200 OK", BAD_VERSION), new Attack("http/1.1 200 OK", BAD_VERSION),
                new Attack("HTTP/1.10 200 OK", BAD_VERSION), new Attack("HTTP/1.1\t200 OK", BAD_VERSION),
                new Attack(" HTTP/1.1 200 OK", BAD_VERSION), new Attack("\r\nHTTP/1.1 200 OK", BAD_VERSION),
                new Attack("\nHTTP/1.1 200 OK", "got a bare LF"), new Attack("\rHTTP/1.1 200 OK", "got a bare CR"),
                new Attack("\u00ef\u00bb\u00bfHTTP/1.1 200 OK", BAD_VERSION), new Attack("HTTP/1.1", BAD_VERSION),
                new Attack("HTTP/1.1 ", BAD_VERSION), new Attack("HTTP/1.1 20", BAD_VERSION),
                new Attack("HTTP/1.1 20 OK", "3 digits"), new Attack("HTTP/1.1  200 OK", "3 digits"),
                new Attack("HTTP/1.1 2000 OK", "3 digits"), new Attack("HTTP/1.1 200OK", "3 digits"),
                new Attack("HTTP/1.1 200\tOK", "3 digits"),
                new Attack("HTTP/1.1 2a0 OK", "3 digits"), new Attack("HTTP/1.1 -20 OK", "3 digits"),
                new Attack("HTTP/1.1 +20 OK", "3 digits"), new Attack("HTTP/1.1 099 OK", "100 or more"),
                new Attack("HTTP/1.1 000 OK", "100 or more"),
                new Attack("HTTP/1.1 101 Switching Protocols", "got status 101"),
                new Attack("HTTP/1.1 200 O\0K", "got 0x00"), new Attack("HTTP/1.1 200 O\u007fK", "got 0x7f"),
                new Attack("HTTP/1.1 200 OK\nX: y", "got a bare LF"),
                new Attack("HTTP/1.1 200 OK\rX: y", "got a bare CR"));
    }

    private static Stream<Attack> fields() {
        return Stream.of(new Attack("no-colon", "a colon after the name"),
                new Attack(": empty name", "a name before the colon"),
                new Attack("two words: v", "no whitespace before the colon"),
                new Attack("Content-Length : 5", "no whitespace before the colon"),
                new Attack("Content-Length\t: 5", "no whitespace before the colon"),
                new Attack("Transfer-Encoding : chunked", "no whitespace before the colon"),
                new Attack("Content-Length\u000b: 5", "got 0x0b"), new Attack("Content-Length\0: 5", "got 0x00"),
                new Attack("\u00a0Content-Length: 5", "expected a name"),
                new Attack("na(me: v", "token characters"), new Attack("n\u00e4me: v", "token characters"),
                new Attack("\"name\": v", "expected a name"), new Attack("A: b\r\n folded", "obsolete line folding"),
                new Attack("A: b\r\n\tfolded: c", "obsolete line folding"),
                new Attack(" Content-Length: 5", "obsolete line folding"),
                new Attack("A: b\nContent-Length: 5", "got a bare LF"),
                new Attack("A: b\n\nHTTP/1.1 200 OK", "got a bare LF"),
                new Attack("A: b\rContent-Length: 5", "got a bare CR"), new Attack("A: b\r\r", "got a bare CR"),
                new Attack("A: b\0c", "got 0x00"), new Attack("A: b\u0001c", "got 0x01"),
                new Attack("A: b\u001b[2Jc", "got 0x1b"), new Attack("A: b\u007fc", "got 0x7f"));
    }

    private static Stream<Attack> contentLengths() {
        return Stream.of(new Attack("Content-Length:", "an empty value"),
                new Attack("Content-Length: \t ", "an empty value"), new Attack("Content-Length: +5", NOT_DIGITS),
                new Attack("Content-Length: -5", NOT_DIGITS), new Attack("Content-Length: -0", NOT_DIGITS),
                new Attack("Content-Length: 0x5", NOT_DIGITS), new Attack("Content-Length: a", NOT_DIGITS),
                new Attack("Content-Length: 5 5", NOT_DIGITS), new Attack("Content-Length: 5.0", NOT_DIGITS),
                new Attack("Content-Length: 1e1", NOT_DIGITS), new Attack("Content-Length: 1_0", NOT_DIGITS),
                new Attack("Content-Length: 5;", NOT_DIGITS), new Attack("Content-Length: \"5\"", NOT_DIGITS),
                new Attack("Content-Length: \u00b2", NOT_DIGITS), new Attack("Content-Length: 5\u00a0", NOT_DIGITS),
                new Attack("Content-Length: 5\u000b", "got 0x0b"), new Attack("Content-Length: \f5", "got 0x0c"),
                new Attack("Content-Length: 5,", "an empty value"), new Attack("Content-Length: ,5", "an empty value"),
                new Attack("Content-Length: 5,,5", "an empty value"),
                new Attack("Content-Length: 5, 6", "got both 5 and 6"),
                new Attack("Content-Length: 5, 5, 6", "got both 5 and 6"),
                new Attack("Content-Length: 5\r\nContent-Length: 6", "got both 5 and 6"),
                new Attack("Content-Length: 5\r\ncontent-length: ", "an empty value"));
    }

    private static Stream<Attack> transferEncodings() {
        return Stream.of(new Attack("Content-Length: 5\r\nTransfer-Encoding: chunked", "got both"),
                new Attack("Transfer-Encoding: chunked\r\nContent-Length: 5", "got both"),
                new Attack("Transfer-Encoding: chunked\r\nContent-Length: 0", "got both"),
                new Attack("Content-Length: 5\r\nTransfer-Encoding: identity", BAD_CODING),
                new Attack("Transfer-Encoding:\r\n chunked", BAD_CODING),
                new Attack("Transfer-Encoding:", BAD_CODING), new Attack("Transfer-Encoding: gzip", BAD_CODING),
                new Attack("Transfer-Encoding: identity", BAD_CODING),
                new Attack("Transfer-Encoding: gzip, chunked", BAD_CODING),
                new Attack("Transfer-Encoding: chunked, identity", BAD_CODING),
                new Attack("Transfer-Encoding: identity, chunked", BAD_CODING),
                new Attack("Transfer-Encoding: chunked, chunked", BAD_CODING),
                new Attack("Transfer-Encoding: chunked,", BAD_CODING),
                new Attack("Transfer-Encoding: ,chunked", BAD_CODING),
                new Attack("Transfer-Encoding: chunked;q=1", BAD_CODING),
                new Attack("Transfer-Encoding: chunked x", BAD_CODING),
                new Attack("Transfer-Encoding: xchunked", BAD_CODING),
                new Attack("Transfer-Encoding: chunkedx", BAD_CODING),
                new Attack("Transfer-Encoding: chunke", BAD_CODING),
                new Attack("Transfer-Encoding: \"chunked\"", BAD_CODING),
                new Attack("Transfer-Encoding: 'chunked'", BAD_CODING),
                new Attack("Transfer-Encoding: chun\u00ebed", BAD_CODING),
                new Attack("Transfer-Encoding: \u000bchunked", "got 0x0b"),
                new Attack("Transfer-Encoding: chunked\f", "got 0x0c"),
                new Attack("Transfer-Encoding: chunked\0", "got 0x00"),
                new Attack("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "another field"),
                new Attack("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", BAD_CODING),
                new Attack("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked", BAD_CODING));
    }

    private static Stream<Attack> transferEncodingsInHttp10() {
        return Stream.of("Content-Length: 5\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked",
                "Connection: keep-alive\r\nTransfer-Encoding: chunked")
                .map(fields -> new Attack("HTTP/1.0 200 OK\r\n" + fields + "\r\n\r\n", "expected none in HTTP/1.0"));
    }

    private static Stream<Attack> chunks() {
        return Stream.of(new Attack("\r\n", BAD_SIZE), new Attack(";ext\r\n", BAD_SIZE), new Attack(" 5\r\n", BAD_SIZE),
                new Attack("-5\r\n", BAD_SIZE), new Attack("+5\r\n", BAD_SIZE), new Attack("g\r\n", BAD_SIZE),
                new Attack("00000000000000005\r\n", BAD_SIZE), new Attack("fffffffffffffffff\r\n", BAD_SIZE),
                new Attack("10000000000000005\r\n", BAD_SIZE),
                new Attack("ffffffffffffffff\r\n", "at most 7fffffffffffffff"),
                new Attack("8000000000000000\r\n", "at most 7fffffffffffffff"),
                new Attack("0x5\r\n", NO_EXTENSION), new Attack("5 \r\n", NO_EXTENSION),
                new Attack("5\t\r\n", NO_EXTENSION), new Attack("5 5\r\n", NO_EXTENSION),
                new Attack("5h\r\n", NO_EXTENSION), new Attack("5_0\r\n", NO_EXTENSION),
                new Attack("5,\r\n", NO_EXTENSION), new Attack("5.\r\n", NO_EXTENSION),
                new Attack("5\u00a0\r\n", NO_EXTENSION), new Attack("5\u000b\r\n", "got 0x0b"),
                new Attack("5\n", "got a bare LF"), new Attack("5;a=b\nhello\r\n0\r\n\r\n", "got a bare LF"),
                new Attack("5\rhello", "got a bare CR"), new Attack("5;a=\rb\r\n", "got a bare CR"),
                new Attack("5;a=\0\r\n", "got 0x00"),
                new Attack("5;a=" + "b".repeat(Feed.LIMITS.maxHeaderBytes()) + "\r\n", "chunk extensions: expected"),
                new Attack("1;" + "b".repeat(900) + "\r\nx\r\n1;" + "b".repeat(900) + "\r\nx\r\n1;" + "b".repeat(900)
                        + "\r\nx\r\n0\r\n\r\n", "chunk-size line: expected at most"),
                new Attack("5\r\nhelloo", "CR LF after it, got 0x6f"),
                new Attack("5\r\nhello\n", "CR LF after it, got 0x0a"),
                new Attack("5\r\nhello\r\r", "CR LF after it, got 0x0d"),
                new Attack("5\r\nhello0\r\n", "CR LF after it, got 0x30"), new Attack("0\r\n\n", "got a bare LF"),
                new Attack("0\r\n\rX", "got a bare CR"),
                new Attack("0\r\nHTTP/1.1 200 OK\r\n\r\n", "token characters"));
    }

    private static Stream<Attack> tooLarge() {
        String manyFields = "A: b\r\n".repeat(Feed.LIMITS.maxHeaders() + 1);
        String longField = "A: " + "b".repeat(Feed.LIMITS.maxHeaderBytes());
        return Stream.of(new Attack(OK + manyFields + "\r\n", "field lines: expected at most"),
                new Attack(OK + longField, "response header: expected at most"),
                new Attack("HTTP/1.1 100 Continue\r\n\r\n".repeat(100), "response header: expected at most"),
                new Attack(CHUNKED + "0\r\n" + manyFields + "\r\n", "field lines: expected at most"),
                new Attack(CHUNKED + "0\r\n" + longField, "trailers: expected at most"));
    }

    private Attack within(String before, String after) {
        return new Attack(before + text + after, reason);
    }

    @Override
    public String toString() {
        return Feed.readable(Feed.bytes(text));
    }
}
