package io.fetchbench.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestEncoderTest {
    private static final String TARGET = "/bytes/83?delay=50ms&x=%20~!";

    private final RequestEncoder encoder = new RequestEncoder("127.0.0.1:8080", true);

    @Test
    void keepAlive() {
        assertThat(encoded(encoder, TARGET)).isEqualTo("GET " + TARGET + " HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n");
    }

    @Test
    void connectionPerRequest() {
        assertThat(encoded(new RequestEncoder("[::1]:80", false), "/"))
                .isEqualTo("GET / HTTP/1.1\r\nHost: [::1]:80\r\nConnection: close\r\n\r\n");
    }

    private static String encoded(RequestEncoder encoder, String target) {
        ByteBuffer heap = ByteBuffer.allocate(200).position(3);
        ByteBuffer direct = ByteBuffer.allocateDirect(encoder.encodedLength(target));
        encoder.encode(target, heap);
        encoder.encode(target, direct);
        assertThat(direct.hasRemaining()).isFalse();
        assertThat(heap.position()).isEqualTo(3 + encoder.encodedLength(target));
        assertThat(heap.flip().position(3)).isEqualTo(direct.flip());
        return StandardCharsets.ISO_8859_1.decode(direct).toString();
    }

    @Test
    void requestsFollowEachOther() {
        ByteBuffer out = ByteBuffer.allocate(1_000);
        encoder.encode("/a", out);
        encoder.encode("/b", out);
        assertThat(StandardCharsets.ISO_8859_1.decode(out.flip()).toString()).isEqualTo(
                "GET /a HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\nGET /b HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a b", "/a\r\nX: y", "/a\n", "/\0", "/\t", "/\u007f", "/\u0080", "/\u00e4", "/\u0120",
            "/\u010a", "/\ud83d\ude00"})
    void refusesATargetThatCouldSplitTheRequest(String target) {
        ByteBuffer out = ByteBuffer.allocate(200).position(5);
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode(target, out))
                .withMessageContaining("request target: expected visible ASCII characters, got U+");
        assertThat(out.position()).isEqualTo(5);
    }

    @Test
    void refusesAnEmptyTarget() {
        assertThatIllegalArgumentException().isThrownBy(() -> encoder.encode("", ByteBuffer.allocate(100)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX: y", "h\u00e4"})
    void refusesABadHost(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> new RequestEncoder(host, true))
                .withMessageContaining("host header: expected visible ASCII characters, got ");
    }

    @Test
    void writesNothingWhereARequestDoesNotFit() {
        ByteBuffer out = ByteBuffer.allocate(encoder.encodedLength(TARGET) - 1);
        assertThatExceptionOfType(BufferOverflowException.class).isThrownBy(() -> encoder.encode(TARGET, out));
        assertThat(out.position()).isZero();
    }
}
