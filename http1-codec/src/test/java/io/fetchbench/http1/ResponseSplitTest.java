package io.fetchbench.http1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** However a response is cut into buffers, and whatever buffers they are, the result is the same. */
class ResponseSplitTest {
    private final ResponseParser parser = new ResponseParser(Feed.LIMITS);

    @ParameterizedTest
    @MethodSource("io.fetchbench.http1.Sample#all")
    void whole(Sample sample) throws ResponseException {
        for (Memory memory : Memory.values()) {
            check(sample, Feed.pieces(parser, memory, sample.bytes()));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fetchbench.http1.Sample#all")
    void byteByByte(Sample sample) throws ResponseException {
        for (Memory memory : Memory.values()) {
            check(sample, Feed.byteByByte(parser, memory, sample.bytes()));
        }
    }

    @ParameterizedTest
    @MethodSource("io.fetchbench.http1.Sample#all")
    void cutAnywhere(Sample sample) throws ResponseException {
        byte[] bytes = sample.bytes();
        for (Memory memory : Memory.values()) {
            for (int cut = 1; cut < bytes.length; cut++) {
                check(sample, Feed.pieces(parser, memory, bytes, cut));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fetchbench.http1.Sample#all")
    void cutAnywhereWithEmptyBuffersAround(Sample sample) throws ResponseException {
        byte[] bytes = sample.bytes();
        for (int cut = 1; cut < bytes.length; cut++) {
            check(sample, Feed.pieces(parser, Memory.HEAP, bytes, 0, cut, cut));
        }
    }

    private void check(Sample sample, boolean complete) throws ResponseException {
        assertThat(complete).isNotEqualTo(sample.endsWithConnection());
        assertThat(parser.isReusable()).isEqualTo(sample.reusable());
        parser.endOfInput();
        assertThat(parser.isComplete()).isTrue();
        assertThat(parser.status()).isEqualTo(sample.status());
        assertThat(parser.bodyBytes()).isEqualTo(sample.body().length());
        assertThat(parser.bodyCrc32c()).isEqualTo(Feed.crc32c(sample.body()));
        assertThat(parser.isReusable()).isEqualTo(sample.reusable());
        parser.reset();
    }
}
