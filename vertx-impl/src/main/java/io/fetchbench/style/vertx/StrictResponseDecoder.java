package io.fetchbench.style.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder with what the contract asks for beyond it: no byte unless a response is expected, one limit for status
 * line and fields together, no ambiguous framing, and interim responses (RFC 9110, section 15.2) skipped whatever their
 * number.
 */
final class StrictResponseDecoder extends HttpResponseDecoder {
    private final int maxHeaderBytes;
    private int headerBytes;
    private boolean inHeader;
    private boolean responseExpected;
    private boolean responseStarted;

    StrictResponseDecoder(HttpDecoderConfig config, int maxHeaderBytes) {
        super(config);
        this.maxHeaderBytes = maxHeaderBytes;
    }

    void expectResponse() {
        responseExpected = true;
        responseStarted = false;
        beginHeader();
    }

    private void beginHeader() {
        inHeader = true;
        headerBytes = 0;
    }

    boolean hasResponseStarted() {
        return responseStarted;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        if (!responseExpected) {
            int bytes = in.readableBytes();
            in.skipBytes(bytes);
            throw new CorruptedFrameException("response: expected none without a request, got " + bytes + " bytes");
        }
        responseStarted = true;
        int begin = in.readerIndex();
        int known = out.size();
        super.decode(ctx, in, out);
        if (inHeader) {
            countHeader(in.readerIndex() - begin);
        }
        if (out.size() > known) {
            inspect(out, known);
        }
    }

    private void countHeader(int bytes) {
        headerBytes += bytes;
        if (headerBytes > maxHeaderBytes) {
            throw new TooLongFrameException(
                    "response header: expected at most " + maxHeaderBytes + " bytes, got " + headerBytes);
        }
    }

    private void inspect(List<Object> out, int first) {
        inHeader = false;
        if (out.get(first) instanceof HttpResponse response && isInterim(response)) {
            while (out.size() > first) {
                out.removeLast();
            }
            beginHeader();
        } else if (out.getLast() instanceof LastHttpContent) {
            responseExpected = false;
        }
    }

    private static boolean isInterim(HttpResponse response) {
        return response.decoderResult().isSuccess()
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        HttpMessage message = super.createMessage(initialLine);
        int status = ((HttpResponse) message).status().code();
        if (status < 100 || status > 599 || status == 101) {
            throw new IllegalArgumentException("status code: expected 100 to 599 without an upgrade, got " + status);
        }
        return message;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("framing: expected Content-Length or Transfer-Encoding, got both");
    }
}
