package io.fetchbench.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResponseParserTest {
    private static final String ONE = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none";

    private final ResponseParser parser = new ResponseParser(Feed.LIMITS);

    @ParameterizedTest
    @EnumSource
    void responsesInOneBufferEndWhereTheNextBegins(Memory memory) throws ResponseException {
        List<Sample> samples = Sample.all().filter(sample -> !sample.endsWithConnection()).toList();
        StringBuilder text = new StringBuilder();
        samples.forEach(sample -> text.append(sample.text()));
        ByteBuffer in = memory.of(Feed.bytes(text.toString()), 0, text.length());
        int end = in.position();
        for (Sample sample : samples) {
            assertThat(parser.parse(in)).as(sample.name()).isTrue();
            end += sample.text().length();
            assertThat(in.position()).as(sample.name()).isEqualTo(end);
            assertThat(parser.bodyCrc32c()).as(sample.name()).isEqualTo(Feed.crc32c(sample.body()));
            parser.reset();
        }
        assertThat(in.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.fetchbench.http1.Sample#all")
    void aCompleteResponseConsumesNothingMore(Sample sample) throws ResponseException {
        Feed.whole(parser, sample.text());
        parser.endOfInput();
        ByteBuffer next = ByteBuffer.wrap(Feed.bytes("garbage"));
        assertThat(parser.parse(next)).isTrue();
        assertThat(next.position()).isZero();
        assertThat(parser.status()).isEqualTo(sample.status());
    }

    @ParameterizedTest
    @EnumSource
    void aLimitInTheBufferIsLeftAsItWas(Memory memory) throws ResponseException {
        ByteBuffer in = memory.of(Feed.bytes(ONE + "left"), 0, ONE.length() + 4);
        int limit = in.limit();
        parser.parse(in);
        assertThat(in.limit()).isEqualTo(limit);
        assertThat(in.remaining()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void aHeaderAndBodyLargerThanAnyInternalBuffer(Memory memory) throws ResponseException {
        String body = "0123456789".repeat(999);
        String text = "HTTP/1.1 200 OK\r\nX: " + "v".repeat(1_500) + "\r\nContent-Length: 9990\r\n\r\n" + body;
        for (int cut = 1; cut < 1_600; cut += 7) {
            assertThat(Feed.pieces(parser, memory, Feed.bytes(text), cut, cut + 31)).isTrue();
            assertThat(parser.bodyCrc32c()).isEqualTo(Feed.crc32c(body));
            parser.reset();
        }
    }

    @Test
    void knowsWhetherAResponseHasStarted() throws ResponseException {
        assertThat(parser.hasStarted()).isFalse();
        parser.parse(ByteBuffer.allocate(0));
        assertThat(parser.hasStarted()).isFalse();
        Feed.whole(parser, "H");
        assertThat(parser.hasStarted()).isTrue();
        Feed.whole(parser, ONE.substring(1));
        assertThat(parser.hasStarted()).isTrue();
        parser.reset();
        assertThat(parser.hasStarted()).isFalse();
    }

    @Test
    void isReusableOnlyOnceComplete() throws ResponseException {
        assertThat(parser.isReusable()).isFalse();
        Feed.whole(parser, ONE.substring(0, ONE.length() - 1));
        assertThat(parser.isReusable()).isFalse();
        Feed.whole(parser, "e");
        assertThat(parser.isReusable()).isTrue();
        parser.reset();
        assertThat(parser.isReusable()).isFalse();
    }

    @Test
    void nothingOfAResponseOutlivesReset() throws ResponseException {
        Feed.whole(parser, "HTTP/1.0 500 x\r\nConnection: close\r\n\r\nbody");
        parser.reset();
        assertThat(parser.isComplete()).isFalse();
        assertThat(parser.status()).isZero();
        assertThat(parser.bodyBytes()).isZero();
        assertThat(parser.bodyCrc32c()).isZero();
        assertThat(Feed.whole(parser, ONE)).isTrue();
        assertThat(parser.bodyBytes()).isEqualTo(3);
        assertThat(parser.isReusable()).isTrue();
    }

    @Test
    void keepAliveIsSaidForOneResponseOnly() throws ResponseException {
        Feed.whole(parser, "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n");
        assertThat(parser.isReusable()).isTrue();
        parser.reset();
        Feed.whole(parser, "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n");
        assertThat(parser.isReusable()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("io.fetchbench.http1.Sample#all")
    void resetForgetsAResponseCutOffAnywhere(Sample sample) throws ResponseException {
        for (int cut = 1; cut < sample.text().length(); cut++) {
            Feed.whole(parser, sample.text().substring(0, cut));
            parser.reset();
            assertThat(Feed.whole(parser, ONE)).as("after %d bytes", cut).isTrue();
            parser.reset();
        }
    }

    @Test
    void aFailedParserWantsAReset() throws ResponseException {
        assertThatThrownBy(() -> Feed.whole(parser, "SSH-2.0-x\r\n"))
                .isInstanceOf(MalformedResponseException.class);
        assertThatIllegalStateException().isThrownBy(() -> Feed.whole(parser, ONE)).withMessageContaining("reset()");
        assertThatIllegalStateException().isThrownBy(parser::endOfInput).withMessageContaining("reset()");
        assertThat(parser.isComplete()).isFalse();
        assertThat(parser.isReusable()).isFalse();
        parser.reset();
        assertThat(Feed.whole(parser, ONE)).isTrue();
    }

    @Test
    void limitsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ResponseLimits(0, 0, 0))
                .withMessage("maxHeaderBytes: expected 1 or more, got 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new ResponseLimits(1, -1, 0))
                .withMessageContaining("maxHeaders");
        assertThatIllegalArgumentException().isThrownBy(() -> new ResponseLimits(1, 0, -1))
                .withMessageContaining("maxBodyBytes");
    }
}
