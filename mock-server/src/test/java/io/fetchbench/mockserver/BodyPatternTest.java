package io.fetchbench.mockserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyPatternTest {
    private final BodyPattern pattern = new BodyPattern();

    @AfterEach
    void release() {
        pattern.close();
    }

    static byte[] expectedBody(int length) {
        byte[] body = new byte[length];
        for (int i = 0; i < length; i++) {
            body[i] = (byte) (32 + i % 95);
        }
        return body;
    }

    static int crc32c(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 95, 97_279, 97_280, 97_281, 194_560, 1 << 20, 5_000_003, 64 << 20})
    void checksumIsThatOfTheWholeBody(int length) {
        assertThat(pattern.crc32c(length)).isEqualTo(crc32c(expectedBody(length)));
    }

    @Test
    void slicesFollowEachOther() {
        byte[] expected = expectedBody(300_000);
        int from = 0;
        for (int length = 1; from + length <= expected.length; length = Math.min(2 * length + 1, 97_280)) {
            ByteBuf slice = pattern.retainedSlice(from, length);
            for (int i = 0; i < length; i++) {
                assertThat(slice.getByte(i)).isEqualTo(expected[from + i]);
            }
            slice.release();
            from += length;
        }
        assertThat(from).isGreaterThan(200_000);
    }
}
