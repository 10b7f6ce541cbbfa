package io.fetchbench.mockserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.mockserver.RequestDecoder.Result;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestDecoderTest {
    private static final String REQUEST = "GET /bytes/83?delay=1ms HTTP/1.1\r\nHost: here\r\nAccept: */*\r\n\r\n";

    private final RequestDecoder decoder = new RequestDecoder(64, 128);

    private Result decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return decoder.decode(bytes, 0, bytes.length);
    }

    private String target(String text) {
        return text.substring(decoder.targetFrom(), decoder.targetTo());
    }

    @Test
    void everyPrefixIsIncompleteAndTheWholeIsARequest() {
        for (int length = 0; length < REQUEST.length(); length++) {
            assertThat(decode(REQUEST.substring(0, length))).as("%d bytes", length).isEqualTo(Result.INCOMPLETE);
        }
        assertThat(decode(REQUEST)).isEqualTo(Result.REQUEST);
        assertThat(target(REQUEST)).isEqualTo("/bytes/83?delay=1ms");
        assertThat(decoder.end()).isEqualTo(REQUEST.length());
    }

    @Test
    void endsWhereTheNextRequestStarts() {
        String two = REQUEST + "GET /stats HTTP/1.1\r\nHost: here\r\n\r\n";
        byte[] bytes = two.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(decoder.decode(bytes, 0, bytes.length)).isEqualTo(Result.REQUEST);
        assertThat(decoder.decode(bytes, decoder.end(), bytes.length)).isEqualTo(Result.REQUEST);
        assertThat(target(two)).isEqualTo("/stats");
        assertThat(decoder.end()).isEqualTo(bytes.length);
    }

    @ParameterizedTest
    @CsvSource({"1.1, Accept: x, KEEP_ALIVE", "1.1, connection: Close, CLOSE", "1.1, 'Connection: x, close', CLOSE",
            "1.1, 'CONNECTION:close ,x', CLOSE", "1.1, Connection: closed, KEEP_ALIVE",
            "1.1, Connection: keep-alive, KEEP_ALIVE", "1.0, Connection: keep-alive, HTTP_1_0"})
    void saysWhatBecomesOfTheConnection(String version, String field, Persistence expected) {
        String text = "GET / HTTP/" + version + "\r\nHost: a\r\n" + field + "\r\n\r\n";
        assertThat(decode(text)).isEqualTo(Result.REQUEST);
        assertThat(decoder.persistence()).isEqualTo(expected);
    }

    @Test
    void skipsEmptyLinesBeforeARequest() {
        assertThat(decode("\r\n\r\n" + REQUEST)).isEqualTo(Result.REQUEST);
        assertThat(decode("\r\n\r")).isEqualTo(Result.INCOMPLETE);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'GET /',                                             REQUEST_LINE
            'GET  / HTTP/1.1',                                   REQUEST_LINE
            ' GET / HTTP/1.1',                                   REQUEST_LINE
            'GET / x HTTP/1.1',                                  VERSION
            'GET /ä HTTP/1.1',                                   REQUEST_LINE
            'GET / HTTP/2.0',                                    VERSION
            'POST / HTTP/1.1',                                   METHOD
            'get / HTTP/1.1',                                    METHOD
            'HEAD / HTTP/1.1',                                   HEAD_METHOD
            'GET / HTTP/1.1|Host x',                             HEADER_FIELD
            'GET / HTTP/1.1|Host : x',                           HEADER_FIELD
            'GET / HTTP/1.1|Host: x| folded',                    HEADER_FIELD
            'GET / HTTP/1.1|: x',                                HEADER_FIELD
            'GET / HTTP/1.1|Accept: x',                          HOST
            'GET / HTTP/1.1|Host: x|Content-Length: 1',          BODY
            'GET / HTTP/1.1|Host: x|content-length: -0',         BODY
            'GET / HTTP/1.1|Host: x|Transfer-Encoding: chunked', BODY
            """)
    void refuses(String lines, Refusal expected) {
        assertThat(decode(lines.replace("|", "\r\n") + "\r\n\r\n")).isEqualTo(Result.REFUSED);
        assertThat(decoder.refusal()).isEqualTo(expected);
    }

    @Test
    void refusesBareLineFeeds() {
        assertThat(decode("GET / HTTP/1.1\nHost: a\n\n")).isEqualTo(Result.REFUSED);
        assertThat(decode("GET / HTTP/1.1\r\nHost: a\n\r\n")).isEqualTo(Result.REFUSED);
        assertThat(decode("GET / HTTP/1.1\r\n\n")).isEqualTo(Result.REFUSED);
    }

    @Test
    void refusesAtTheFirstByteWhatCannotBeHttp() {
        assertThat(decode("\u0016\u0003\u0001")).isEqualTo(Result.REFUSED);
    }

    @Test
    void allowsAContentLengthOfZero() {
        assertThat(decode("GET / HTTP/1.1\r\nHost: a\r\nContent-Length:\t0 \r\n\r\n")).isEqualTo(Result.REQUEST);
    }

    @Test
    void limitsTheRequestLine() {
        String fits = "GET /" + "x".repeat(64 - 16) + " HTTP/1.1\r\n";
        assertThat(fits).hasSize(64);
        assertThat(decode(fits + "Host: a\r\n\r\n")).isEqualTo(Result.REQUEST);
        assertThat(decode(fits.replace("\r\n", "x"))).isEqualTo(Result.INCOMPLETE);
        assertThat(decode(fits.replace("\r\n", "xx"))).isEqualTo(Result.REFUSED);
        assertThat(decoder.refusal()).isEqualTo(Refusal.REQUEST_LINE_TOO_LONG);
    }

    @Test
    void limitsTheHeader() {
        String line = "GET / HTTP/1.1\r\n";
        String fits = "Host: " + "x".repeat(128 - 10) + "\r\n\r\n";
        assertThat(decode(line + fits)).isEqualTo(Result.REQUEST);
        assertThat(decode(line + "A: b\r\n" + fits)).isEqualTo(Result.REFUSED);
        assertThat(decoder.refusal()).isEqualTo(Refusal.HEADER_TOO_LARGE);
    }
}
