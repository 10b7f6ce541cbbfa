package io.fetchbench.style.vertx;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
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
        try {
            if (inHeader) {
                countHeader(in.readerIndex() - begin);
            }
            if (out.size() > known) {
                inspect(out, known);
            }
        } catch (DecoderException e) {
            // Else Netty would pass it on before the exception, and a response without a body would be complete.
            drop(out, known);
            throw e;
        }
    }

    private static void drop(List<Object> out, int from) {
        while (out.size() > from) {
            ReferenceCountUtil.release(out.removeLast());
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
        if (out.get(first) instanceof HttpResponse response && response.decoderResult().isSuccess()) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                drop(out, first);
                beginHeader();
                return;
            }
            refuseOtherCodings(response);
        }
        if (out.getLast() instanceof LastHttpContent) {
            responseExpected = false;
        }
    }

    /** Netty goes by Content-Length where there is no {@code chunked}, others by what section 6.3 of RFC 9112 says. */
    private void refuseOtherCodings(HttpResponse response) {
        List<String> codings = response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty() || isContentAlwaysEmpty(response)) {
            return;
        }
        if (codings.size() > 1 || !codings.getFirst().equalsIgnoreCase("chunked")
                || response.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            throw new CorruptedFrameException("Transfer-Encoding: expected a single chunked in HTTP/1.1, got " + codings
                    + " in " + response.protocolVersion());
        }
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        HttpMessage message = super.createMessage(initialLine);
        int status = ((HttpResponse) message).status().code();
        if (status < 100 || status > 999 || status == 101) {
            throw new IllegalArgumentException("status code: expected 100 to 999 without an upgrade, got " + status);
        }
        return message;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("framing: expected Content-Length or Transfer-Encoding, got both");
    }
}
