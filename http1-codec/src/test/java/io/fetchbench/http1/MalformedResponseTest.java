package io.fetchbench.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hostile or broken server may send; each is refused with its reason, whole and byte by byte. */
class MalformedResponseTest {
    private final ResponseParser parser = new ResponseParser(Feed.LIMITS);

    @ParameterizedTest
    @MethodSource("io.fetchbench.http1.Attack#all")
    void isRefused(Attack attack) {
        refuses(attack.text(), attack.reason());
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
            assertThat(parser.isReusable()).isFalse();
        }
    }
}
