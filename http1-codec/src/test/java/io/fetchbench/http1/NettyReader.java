package io.fetchbench.http1;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.zip.CRC32C;

/** Netty's decoder as a second opinion: it reads one response, interim ones before it skipped. */
final class NettyReader {
    private static final int NO_LIMIT = 1 << 20;

    private final EmbeddedChannel channel = new EmbeddedChannel(new HttpResponseDecoder(new HttpDecoderConfig()
            .setMaxInitialLineLength(NO_LIMIT).setMaxHeaderSize(NO_LIMIT).setAllowDuplicateContentLengths(true)));
    private final CRC32C crc32c = new CRC32C();
    private long bodyBytes;
    private int status;
    private Reading reading;

    private NettyReader() {}

    static Reading read(byte[] bytes, int... cuts) {
        return new NettyReader().readPieces(bytes, cuts);
    }

    private Reading readPieces(byte[] bytes, int... cuts) {
        int from = 0;
        for (int i = 0; i <= cuts.length && reading == null; i++) {
            int to = i < cuts.length ? cuts[i] : bytes.length;
            channel.writeInbound(Unpooled.copiedBuffer(bytes, from, to - from));
            takeAll();
            from = to;
        }
        channel.finish();
        takeAll();
        return reading == null ? Reading.truncated() : reading;
    }

    private void takeAll() {
        for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
            if (reading == null) {
                if (part instanceof HttpObject message) {
                    take(message);
                } else {
                    reading = Reading.refused("bytes of another protocol, after status 101");
                }
            }
            ReferenceCountUtil.release(part);
        }
    }

    private void take(HttpObject part) {
        DecoderResult result = part.decoderResult();
        if (result.isFailure()) {
            reading = result.cause() instanceof PrematureChannelClosureException
                    ? Reading.truncated()
                    : Reading.refused(result.cause().toString());
            return;
        }
        if (part instanceof HttpResponse response) {
            status = response.status().code();
        }
        if (part instanceof HttpContent content) {
            bodyBytes += content.content().readableBytes();
            crc32c.update(content.content().nioBuffer());
        }
        if (part instanceof LastHttpContent && status >= 200) {
            reading = Reading.complete(status, bodyBytes, (int) crc32c.getValue());
        }
    }
}
