package io.fetchbench.mockserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyStreamTest {
    private static final int LENGTH = 1_000_003;

    private final BodyPattern pattern = new BodyPattern();
    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final ByteBuf received = Unpooled.buffer();

    @AfterEach
    void release() {
        channel.finishAndReleaseAll();
        pattern.close();
    }

    private int writeAll(BodyStream stream) {
        int rounds = 1;
        while (!stream.writeWhileWritable(channel.pipeline().firstContext())) {
            receive();
            rounds++;
        }
        receive();
        return rounds;
    }

    private void receive() {
        channel.flushOutbound();
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            received.writeBytes(bytes);
            bytes.release();
        }
    }

    @Test
    void waitsUntilTheConnectionTakesMore() {
        assertThat(writeAll(new BodyStream(pattern, LENGTH, false))).isGreaterThan(5);
        assertThat(received.readString(received.readableBytes(), StandardCharsets.US_ASCII))
                .isEqualTo(new String(BodyPatternTest.expectedBody(LENGTH), StandardCharsets.US_ASCII));
    }

    @Test
    void chunksAreAtMost16KiBAndEndWithAnEmptyOne() {
        assertThat(writeAll(new BodyStream(pattern, LENGTH, true))).isGreaterThan(5);
        int body = 0;
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            assertThat(size).isLessThanOrEqualTo(16 * 1024);
            assertThat(received.readByte()).isEqualTo((byte) (32 + body % 95));
            received.skipBytes(size - 1);
            assertThat(line()).isEmpty();
            body += size;
        }
        assertThat(line()).isEmpty();
        assertThat(body).isEqualTo(LENGTH);
        assertThat(received.isReadable()).isFalse();
    }

    private int chunkSize() {
        return Integer.parseInt(line(), 16);
    }

    private String line() {
        String line = received.readString(received.bytesBefore((byte) '\n') + 1, StandardCharsets.US_ASCII);
        assertThat(line).endsWith("\r\n");
        return line.strip();
    }
}
