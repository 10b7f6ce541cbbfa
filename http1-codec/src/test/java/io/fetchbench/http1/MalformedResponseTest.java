package io.fetchbench.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile or broken server may send; each is refused with its reason, whole and byte by byte. */
class MalformedResponseTest {
    private static final String NOT_DIGITS = "expected decimal digits";
    private static final String BAD_VERSION = "expected HTTP/1.0 or HTTP/1.1";
    private static final String BAD_CODING = "expected a single chunked";
    private static final String BAD_SIZE = "expected 1 to 16 hexadecimal digits";

    private final ResponseParser parser = new ResponseParser(Feed.LIMITS);

    static Stream<Arguments> statusLines() {
        return Stream.of(arguments("", BAD_VERSION), arguments("SSH-2.0-OpenSSH_9.6", BAD_VERSION),
                arguments("HTTP/2.0 200 OK", BAD_VERSION), arguments("HTTP/0.9 200 OK", BAD_VERSION),
                arguments("HTTP/1.x 200 OK", BAD_VERSION), arguments("http/1.1 200 OK", BAD_VERSION),
                arguments("HTTP/1.10 200 OK", BAD_VERSION), arguments("HTTP/1.1  200 OK", "3 digits"),
                arguments("HTTP/1.1\t200 OK", BAD_VERSION), arguments(" HTTP/1.1 200 OK", BAD_VERSION),
                arguments("HTTP/1.1", BAD_VERSION), arguments("HTTP/1.1 ", BAD_VERSION),
                arguments("HTTP/1.1 20", BAD_VERSION), arguments("HTTP/1.1 20 OK", "3 digits"),
                arguments("HTTP/1.1 2000 OK", "3 digits"), arguments("HTTP/1.1 200OK", "3 digits"),
                arguments("HTTP/1.1 2a0 OK", "3 digits"), arguments("HTTP/1.1 -20 OK", "3 digits"),
                arguments("HTTP/1.1 +20 OK", "3 digits"), arguments("HTTP/1.1 099 OK", "100 or more"),
                arguments("HTTP/1.1 000 OK", "100 or more"), arguments("HTTP/1.1 101 Switching", "got status 101"),
                arguments("HTTP/1.1 200 O\0K", "got 0x00"), arguments("HTTP/1.1 200 O\u007fK", "got 0x7f"));
    }

    @ParameterizedTest
    @MethodSource("statusLines")
    void statusLine(String line, String reason) {
        refuses(line + "\r\nContent-Length: 0\r\n\r\n", reason);
    }

    static Stream<Arguments> fields() {
        return Stream.of(arguments("no-colon", "a colon after the name"),
                arguments("two words: v", "no whitespace before the colon"), arguments(": empty name", "a name before"),
                arguments("Content-Length : 5", "no whitespace before the colon"),
                arguments("Content-Length\t: 5", "no whitespace before the colon"),
                arguments("na(me: v", "token characters"), arguments("n\u00e4me: v", "token characters"),
                arguments("\"name\": v", "expected a name"), arguments("A: b\r\n folded", "obsolete line folding"),
                arguments("A: b\r\n\tfolded: c", "obsolete line folding"),
                arguments(" Content-Length: 5", "obsolete line folding"), arguments("A: b\nB: c", "got a bare LF"),
                arguments("A: b\rB: c", "got a bare CR"), arguments("A: b\r\r", "got a bare CR"),
                arguments("A: b\0c", "got 0x00"), arguments("A: b\u0001c", "got 0x01"),
                arguments("A: b\u001b[2Jc", "got 0x1b"), arguments("A: b\u007fc", "got 0x7f"),
                arguments("A\0: bc", "got 0x00"));
    }

    @ParameterizedTest
    @MethodSource("fields")
    void field(String lines, String reason) {
        refuses("HTTP/1.1 200 OK\r\n" + lines + "\r\nContent-Length: 0\r\n\r\n", reason);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void fieldOfAnInterimResponse(String lines, String reason) {
        refuses("HTTP/1.1 100 Continue\r\n" + lines + "\r\n\r\n", reason);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void trailer(String lines, String reason) {
        refuses("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + lines + "\r\n\r\n", reason);
    }

    static Stream<Arguments> framings() {
        return Stream.of(arguments("Content-Length:", "an empty value"), arguments("Content-Length: \t ", "empty"),
                arguments("Content-Length: +5", NOT_DIGITS), arguments("Content-Length: -5", NOT_DIGITS),
                arguments("Content-Length: 5 5", NOT_DIGITS), arguments("Content-Length: 0x5", NOT_DIGITS),
                arguments("Content-Length: 5.0", NOT_DIGITS), arguments("Content-Length: five", NOT_DIGITS),
                arguments("Content-Length: 5;", NOT_DIGITS), arguments("Content-Length: \u00b2", NOT_DIGITS),
                arguments("Content-Length: 5,", "an empty value"), arguments("Content-Length: ,5", "an empty value"),
                arguments("Content-Length: 5,,5", "an empty value"),
                arguments("Content-Length: 5, 6", "got both 5 and 6"),
                arguments("Content-Length: 5\r\nContent-Length: 6", "got both 5 and 6"),
                arguments("Content-Length: 5\r\ncontent-length: ", "an empty value"),
                arguments("Content-Length: 5\r\nTransfer-Encoding: chunked", "got both"),
                arguments("Transfer-Encoding: chunked\r\nContent-Length: 5", "got both"),
                arguments("Transfer-Encoding: chunked\r\nContent-Length: 0", "got both"),
                arguments("Transfer-Encoding:", BAD_CODING), arguments("Transfer-Encoding: gzip", BAD_CODING),
                arguments("Transfer-Encoding: identity", BAD_CODING),
                arguments("Transfer-Encoding: gzip, chunked", BAD_CODING),
                arguments("Transfer-Encoding: chunked, chunked", BAD_CODING),
                arguments("Transfer-Encoding: chunked,", BAD_CODING),
                arguments("Transfer-Encoding: ,chunked", BAD_CODING),
                arguments("Transfer-Encoding: chunked;q=1", BAD_CODING),
                arguments("Transfer-Encoding: xchunked", BAD_CODING),
                arguments("Transfer-Encoding: \"chunked\"", BAD_CODING),
                arguments("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", BAD_CODING),
                arguments("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", BAD_CODING));
    }

    @ParameterizedTest
    @MethodSource("framings")
    void framing(String lines, String reason) {
        refuses("HTTP/1.1 200 OK\r\n" + lines + "\r\n\r\n", reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 5\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked"})
    void transferEncodingInHttp10(String lines) {
        refuses("HTTP/1.0 200 OK\r\n" + lines + "\r\n\r\n", "expected none in HTTP/1.0");
    }

    static Stream<Arguments> chunks() {
        return Stream.of(arguments("\r\n", BAD_SIZE), arguments(";ext\r\n", BAD_SIZE), arguments(" 5\r\n", BAD_SIZE),
                arguments("-5\r\n", BAD_SIZE), arguments("+5\r\n", BAD_SIZE), arguments("g\r\n", BAD_SIZE),
                arguments("00000000000000005\r\n", BAD_SIZE), arguments("fffffffffffffffff\r\n", BAD_SIZE),
                arguments("ffffffffffffffff\r\n", "at most 7fffffffffffffff"),
                arguments("8000000000000000\r\n", "at most 7fffffffffffffff"),
                arguments("0x5\r\n", "nothing but an extension"), arguments("5 \r\n", "nothing but an extension"),
                arguments("5 5\r\n", "nothing but an extension"), arguments("5h\r\n", "nothing but an extension"),
                arguments("5,\r\n", "nothing but an extension"), arguments("5\n", "got a bare LF"),
                arguments("5\rhello", "got a bare CR"), arguments("5;a=\0\r\n", "got 0x00"),
                arguments("5\r\nhelloo", "CR LF after it, got 0x6f"),
                arguments("5\r\nhello\n", "CR LF after it, got 0x0a"),
                arguments("5\r\nhello\r\r", "CR LF after it, got 0x0d"),
                arguments("5\r\nhello0\r\n", "CR LF after it, got 0x30"), arguments("0\r\n\n", "got a bare LF"));
    }

    @ParameterizedTest
    @MethodSource("chunks")
    void chunk(String body, String reason) {
        refuses("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body, reason);
        parser.reset();
        refuses("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n" + body, reason);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17})
    void everyControlCharacterWhereverItIs(int offset) {
        for (int octet = 0; octet < 0x80; octet++) {
            boolean text = octet >= 0x20 && octet != 0x7f || octet == '\t';
            String value = "v".repeat(offset) + (char) octet + "v".repeat(20 - offset);
            String response = "HTTP/1.1 200 OK\r\nA:" + value + "\r\nContent-Length: 0\r\n\r\n";
            if (!text) {
                refuses(response, "response header: expected");
            } else {
                assertThat(accepts(response)).as("0x%02x", octet).isTrue();
            }
            parser.reset();
        }
    }

    private boolean accepts(String response) {
        try {
            return Feed.whole(parser, response);
        } catch (ResponseException e) {
            throw new AssertionError(e);
        }
    }

    private void refuses(String response, String reason) {
        for (Memory memory : Memory.values()) {
            parser.reset();
            byte[] bytes = Feed.bytes(response);
            assertThatExceptionOfType(MalformedResponseException.class)
                    .isThrownBy(() -> parser.parse(memory.of(bytes, 0, bytes.length)))
                    .withMessageContaining(reason);
            parser.reset();
            assertThatExceptionOfType(MalformedResponseException.class)
                    .isThrownBy(() -> Feed.byteByByte(parser, memory, bytes))
                    .withMessageContaining(reason);
        }
    }
}
