package io.fetchbench.mockserver;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;

/** Writes a long body slice by slice, as far as the connection takes it. */
final class BodyStream {
    static final int MAX_CHUNK_BYTES = 16 * 1024;

    private final BodyPattern pattern;
    private final long length;
    private final boolean chunked;
    private long written;

    BodyStream(BodyPattern pattern, long length, boolean chunked) {
        this.pattern = pattern;
        this.length = length;
        this.chunked = chunked;
    }

    /**
     * Writes, without a flush, until the connection's queue is full.
     *
     * @return whether the body is complete
     */
    boolean writeWhileWritable(ChannelHandlerContext context) {
        while (written < length && context.channel().isWritable()) {
            writeSlice(context, (int) Math.min(length - written, maxSliceBytes()));
        }
        return written == length;
    }

    private int maxSliceBytes() {
        return chunked ? MAX_CHUNK_BYTES : BodyPattern.MAX_SLICE_BYTES;
    }

    private void writeSlice(ChannelHandlerContext context, int bytes) {
        if (chunked) {
            write(context, ascii(context, Integer.toHexString(bytes) + "\r\n"));
        }
        write(context, pattern.retainedSlice(written, bytes));
        written += bytes;
        if (chunked) {
            write(context, ascii(context, written == length ? "\r\n" + ResponseText.END_OF_CHUNKS : "\r\n"));
        }
    }

    private static ByteBuf ascii(ChannelHandlerContext context, String text) {
        return ByteBufUtil.writeAscii(context.alloc(), text);
    }

    private static void write(ChannelHandlerContext context, ByteBuf bytes) {
        context.write(bytes, context.voidPromise());
    }
}
