package io.fetchbench.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The peer closes the connection after each byte of a response in turn. */
class TruncatedResponseTest {
    private final ResponseParser parser = new ResponseParser(Feed.LIMITS);

    @ParameterizedTest
    @MethodSource("io.fetchbench.http1.Sample#all")
    void endOfInputAtEveryByte(Sample sample) throws ResponseException {
        for (int length = 0; length < sample.text().length(); length++) {
            Feed.whole(parser, sample.text().substring(0, length));
            if (sample.endsWithConnection() && length >= sample.headerLength()) {
                parser.endOfInput();
                assertThat(parser.isComplete()).isTrue();
                assertThat(parser.bodyBytes()).isEqualTo(length - sample.headerLength());
            } else {
                assertThatExceptionOfType(TruncatedResponseException.class).as("after %d bytes", length)
                        .isThrownBy(parser::endOfInput);
                assertThat(parser.isComplete()).isFalse();
            }
            parser.reset();
        }
    }

    @Test
    void messagesSayWhere() throws ResponseException {
        assertTruncated("", "before its first byte");
        assertTruncated("H", "within its header");
        assertTruncated("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel", "after 3 bytes of its body");
        assertTruncated("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe", "after 2 bytes of its body");
    }

    private void assertTruncated(String text, String where) throws ResponseException {
        Feed.whole(parser, text);
        assertThatExceptionOfType(TruncatedResponseException.class).isThrownBy(parser::endOfInput)
                .withMessage("response: expected its end, got the end of the connection " + where);
        parser.reset();
    }
}
