package io.fetchbench.style.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictResponseDecoderTest {
    private static final int MAX_HEADER_BYTES = 100;
    private static final String RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx";

    private final StrictCodec codec = new StrictCodec(MAX_HEADER_BYTES);
    private final EmbeddedChannel channel = new EmbeddedChannel(codec);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void receive(String bytes) {
        channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }

    @Test
    void passesOneResponsePerRequestOn() {
        for (int i = 0; i < 3; i++) {
            codec.expectResponse();
            assertThat(codec.hasResponseStarted()).isFalse();
            receive(RESPONSE);
            assertThat(codec.hasResponseStarted()).isTrue();
            assertThat(channel.<HttpResponse>readInbound().status().code()).isEqualTo(200);
            LastHttpContent body = channel.readInbound();
            assertThat(body.content().toString(StandardCharsets.US_ASCII)).isEqualTo("x");
            body.release();
        }
    }

    @Test
    void refusesBytesBeforeARequest() {
        assertThatThrownBy(() -> receive("H")).isInstanceOf(DecoderException.class)
                .hasMessageContaining("expected none without a request, got 1 bytes");
    }

    @Test
    void passesAResponseOnBeforeItRefusesWhatFollows() {
        codec.expectResponse();
        assertThatThrownBy(() -> receive(RESPONSE + "stale")).isInstanceOf(DecoderException.class)
                .hasMessageContaining("got 5 bytes");
        assertThat(channel.<HttpResponse>readInbound().status().code()).isEqualTo(200);
        assertThat(channel.<HttpContent>readInbound()).isInstanceOf(LastHttpContent.class);
    }

    @Test
    void knowsThatAResponseHasStartedByItsFirstByte() {
        codec.expectResponse();
        receive("H");
        assertThat(codec.hasResponseStarted()).isTrue();
    }

    @Test
    void skipsInterimResponsesWhateverTheirNumber() {
        codec.expectResponse();
        receive("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + RESPONSE);
        assertThat(channel.<HttpResponse>readInbound().status().code()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_HEADER_BYTES - 1, MAX_HEADER_BYTES})
    void takesHeadersUpToTheLimit(int bytes) {
        codec.expectResponse();
        receive(header(bytes));
        HttpResponse response = channel.readInbound();
        assertThat(response.decoderResult().isSuccess()).isTrue();
    }

    @Test
    void countsStatusLineAndFieldsTogether() {
        codec.expectResponse();
        assertThatThrownBy(() -> receive(header(MAX_HEADER_BYTES + 1))).isInstanceOf(DecoderException.class)
                .hasMessageContaining("expected at most 100 bytes, got 101");
        assertThat(channel.<Object>readInbound()).as("passed on before the exception").isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1\r\nTransfer-Encoding: identity", "Transfer-Encoding: gzip",
            "Transfer-Encoding: gzip, chunked"})
    void refusesAnyTransferCodingButASingleChunked(String fields) {
        codec.expectResponse();
        assertThatThrownBy(() -> receive("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\nx"))
                .isInstanceOf(DecoderException.class).hasMessageContaining("expected a single chunked");
        assertThat(channel.<Object>readInbound()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"204 No Content\r\nTransfer-Encoding: gzip\r\n", "799 Mine\r\nContent-Length: 0\r\n",
            "200 OK\r\nContent-Length: 0\r\nContent-Length: 0\r\n", "200 OK\r\nContent-Length: 0, 0\r\n"})
    void readsWhatTheSharedCodecReads(String header) {
        codec.expectResponse();
        receive("HTTP/1.1 " + header + "\r\n");
        HttpResponse response = channel.readInbound();
        assertThat(response.decoderResult().isSuccess()).isTrue();
        assertThat(channel.<Object>readInbound()).isInstanceOf(LastHttpContent.class);
    }

    private static String header(int bytes) {
        String begin = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX: ";
        String end = "\r\n\r\n";
        return begin + "x".repeat(bytes - begin.length() - end.length()) + end;
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n", "HTTP/1.1 099 Too Low\r\n\r\n",
            "HTTP/1.1 1000 Too High\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"})
    void marksAmbiguousAndImpossibleResponsesAsFailed(String header) {
        codec.expectResponse();
        receive(header);
        HttpResponse response = channel.readInbound();
        assertThat(response.decoderResult().isFailure()).isTrue();
    }
}
