package io.fetchbench.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each limit at its boundary: that much passes, one more does not. */
class LimitsTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final int PLENTY = 100_000;

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", "HTTP/1.1 204 No Content\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"})
    void headerBytes(String text) throws ResponseException {
        int header = text.lastIndexOf("\r\n\r\n") + 4;
        assertPasses(new ResponseLimits(header, 10, 1), text);
        assertRefused(new ResponseLimits(header - 1, 10, 1), text, "response header: expected at most");
        assertRefused(new ResponseLimits(header - 2, 10, 1), text, "response header: expected at most");
        assertRefused(new ResponseLimits(header - 3, 10, 1), text, "response header: expected at most");
    }

    @Test
    void aLineThatNeverEnds() {
        ResponseParser parser = new ResponseParser(new ResponseLimits(1_000, 10, 10));
        byte[] junk = Feed.bytes("HTTP/1.1 200 OK\r\nA: " + "a".repeat(2_000));
        assertThatExceptionOfType(MalformedResponseException.class)
                .isThrownBy(() -> Feed.byteByByte(parser, Memory.DIRECT, junk))
                .withMessageContaining("expected at most 1000 bytes");
    }

    @Test
    void endlessInterimResponses() {
        String text = "HTTP/1.1 100 Continue\r\n\r\n".repeat(1_000);
        assertRefused(new ResponseLimits(1_000, 10, 10), text, "expected at most 1000 bytes");
    }

    @Test
    void headerFields() throws ResponseException {
        String text = "HTTP/1.1 100 Continue\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nB: c\r\nContent-Length: 0\r\n\r\n";
        assertPasses(new ResponseLimits(PLENTY, 3, 0), text);
        assertRefused(new ResponseLimits(PLENTY, 2, 0), text, "expected at most 2, got more");
        assertPasses(new ResponseLimits(PLENTY, 0, 0), "HTTP/1.1 204 No Content\r\n\r\n");
    }

    @Test
    void trailerBytes() throws ResponseException {
        String trailers = "A: " + "b".repeat(100) + "\r\nC: d\r\n\r\n";
        assertPasses(new ResponseLimits(trailers.length(), 10, 0), CHUNKED + "0\r\n" + trailers);
        assertRefused(new ResponseLimits(trailers.length() - 1, 10, 0), CHUNKED + "0\r\n" + trailers,
                "trailers: expected at most");
    }

    @Test
    void trailerFields() throws ResponseException {
        String text = CHUNKED + "0\r\nA: b\r\nC: d\r\n\r\n";
        assertPasses(new ResponseLimits(PLENTY, 2, 0), text);
        assertRefused(new ResponseLimits(PLENTY, 1, 0), text, "expected at most 1, got more");
    }

    @Test
    void chunkExtensionsOfABodyTogether() throws ResponseException {
        String text = CHUNKED + ("1;" + "e".repeat(19) + "\r\nx\r\n").repeat(10) + "0\r\n\r\n";
        assertPasses(new ResponseLimits(200, 10, 10), text);
        assertRefused(new ResponseLimits(199, 10, 10), text, "chunk extensions: expected at most 199 bytes in all");
        String oneLong = CHUNKED + "1;" + "e".repeat(5_000);
        assertRefused(new ResponseLimits(200, 10, 10), oneLong, "chunk-size line: expected at most");
    }

    @Test
    void manyPlainChunksAreNoExtensions() throws ResponseException {
        String text = CHUNKED + "0000000000000001\r\nx\r\n".repeat(1_000) + "0\r\n\r\n";
        assertPasses(new ResponseLimits(CHUNKED.length(), 1, 1_000), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "HTTP/1.1 200 OK\r\n\r\nhello",
            CHUNKED + "5\r\nhello\r\n0\r\n\r\n", CHUNKED + "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"})
    void bodyBytes(String text) throws ResponseException {
        assertPasses(new ResponseLimits(PLENTY, 10, 5), text);
        assertTooLarge(new ResponseLimits(PLENTY, 10, 4), text);
        assertTooLarge(new ResponseLimits(PLENTY, 10, 0), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775808\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999999\r\n\r\n", CHUNKED + "5\r\n",
            CHUNKED + "1\r\nx\r\n4\r\n", CHUNKED + "1\r\nx\r\n7fffffffffffffff\r\n"})
    void aBodyIsRefusedAsSoonAsItIsAnnounced(String announcement) {
        assertTooLarge(new ResponseLimits(PLENTY, 10, 4), announcement);
    }

    @Test
    void theLargestLengthThatALongHolds() throws ResponseException {
        ResponseParser parser = new ResponseParser(new ResponseLimits(PLENTY, 10, Long.MAX_VALUE));
        assertThat(Feed.whole(parser, "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\nx")).isFalse();
        parser.reset();
        assertThat(Feed.whole(parser, CHUNKED + "7ffffffffffffffe\r\nx")).isFalse();
        assertThat(parser.bodyBytes()).isEqualTo(1);
    }

    private static void assertPasses(ResponseLimits limits, String text) throws ResponseException {
        ResponseParser parser = new ResponseParser(limits);
        for (Memory memory : Memory.values()) {
            Feed.pieces(parser, memory, Feed.bytes(text));
            parser.endOfInput();
            parser.reset();
            Feed.byteByByte(parser, memory, Feed.bytes(text));
            parser.endOfInput();
            parser.reset();
        }
    }

    private static void assertRefused(ResponseLimits limits, String text, String reason) {
        assertFails(limits, text, MalformedResponseException.class, reason);
    }

    private static void assertTooLarge(ResponseLimits limits, String text) {
        assertFails(limits, text, BodyTooLargeException.class,
                "response body: expected at most " + limits.maxBodyBytes() + " bytes");
    }

    private static void assertFails(ResponseLimits limits, String text, Class<? extends ResponseException> type,
            String reason) {
        ResponseParser parser = new ResponseParser(limits);
        for (Memory memory : Memory.values()) {
            assertThatExceptionOfType(type).isThrownBy(() -> Feed.pieces(parser, memory, Feed.bytes(text)))
                    .withMessageContaining(reason);
            parser.reset();
            assertThatExceptionOfType(type).isThrownBy(() -> Feed.byteByByte(parser, memory, Feed.bytes(text)))
                    .withMessageContaining(reason);
            parser.reset();
        }
    }
}
