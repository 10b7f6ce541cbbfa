package io.fetchbench.style.vertx;

import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpRequestEncoder;

/**
 * Takes the place of Netty's {@code HttpClientCodec} in the pipeline of a connection. That one, as Vert.x sets it up, keeps
 * bytes that follow a response as the beginning of the next one, and doesn't tell whether a response has begun.
 */
final class StrictCodec extends CombinedChannelDuplexHandler<StrictResponseDecoder, HttpRequestEncoder> {
    private static final int LARGEST_CHUNK_BYTES = 64 * 1024;

    private final StrictResponseDecoder decoder;

    StrictCodec(int maxHeaderBytes) {
        decoder = new StrictResponseDecoder(new HttpDecoderConfig().setMaxInitialLineLength(maxHeaderBytes)
                .setMaxHeaderSize(maxHeaderBytes).setMaxChunkSize(LARGEST_CHUNK_BYTES)
                .setAllowDuplicateContentLengths(true), maxHeaderBytes);
        init(decoder, new HttpRequestEncoder());
    }

    /** To be called before a request is sent: bytes that arrive at other times are an error. */
    void expectResponse() {
        decoder.expectResponse();
    }

    /** Whether a byte has arrived since the request was sent. */
    boolean hasResponseStarted() {
        return decoder.hasResponseStarted();
    }
}
