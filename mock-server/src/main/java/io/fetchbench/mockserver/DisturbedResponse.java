package io.fetchbench.mockserver;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DuplexChannel;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Sends one response with its pauses and its fault. Belongs to its connection's event loop. */
final class DisturbedResponse {
    private final Disturbance disturbance;
    private final ResponseStream stream;
    private final long cutAt;
    private final Runnable whenWhole;
    private long sent;
    private long piece;
    private boolean ended;
    private Future<?> pause;

    /**
     * @param disturbance what to do
     * @param stream the response
     * @param whenWhole called when all of it is written and nothing was wrong
     */
    DisturbedResponse(Disturbance disturbance, ResponseStream stream, Runnable whenWhole) {
        this.disturbance = disturbance;
        this.stream = stream;
        this.whenWhole = whenWhole;
        cutAt = cutAt();
    }

    private long cutAt() {
        return switch (disturbance.fault()) {
            case null -> stream.length();
            case Fault fault -> switch (fault.kind()) {
                case RESET, TRUNCATE, HANG -> fault.at() == Fault.MIDWAY
                        ? stream.midway()
                        : Math.min(fault.at(), stream.length());
                case EMPTY -> 0;
                case GARBAGE, HUGE_HEADER, HALF_CLOSE, TRAILING_GARBAGE -> stream.length();
            };
        };
    }

    /** Goes on until a pause, the end, or the connection takes no more. */
    void proceed(ChannelHandlerContext context) {
        if (pause != null || ended) {
            return;
        }
        while (sent < cutAt && context.channel().isWritable()) {
            long pieceEnd = Math.min(cutAt, disturbance.pace().endOfPiece(piece, cutAt));
            if (sent == pieceEnd) {
                pause(context);
                return;
            }
            var bytes = stream.next(pieceEnd - sent);
            sent += bytes.readableBytes();
            context.write(bytes, context.voidPromise());
        }
        if (sent == cutAt) {
            ended = true;
            end(context);
        }
    }

    private void pause(ChannelHandlerContext context) {
        context.flush();
        pause = context.executor().schedule(() -> {
            pause = null;
            piece++;
            proceed(context);
            context.flush();
        }, disturbance.pace().gapNanos(), TimeUnit.NANOSECONDS);
    }

    private void end(ChannelHandlerContext context) {
        stream.release();
        if (disturbance.fault() == null) {
            whenWhole.run();
            return;
        }
        switch (disturbance.fault().kind()) {
            case HANG -> context.flush();
            case TRUNCATE, EMPTY, GARBAGE -> afterAll(context, ChannelFutureListener.CLOSE);
            case RESET -> afterAll(context, written -> {
                // A socket that is closed while it lingers for no time sends RST (socket(7), SO_LINGER).
                written.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                written.channel().close();
            });
            case HALF_CLOSE -> afterAll(context, written -> ((DuplexChannel) written.channel()).shutdownOutput());
            case HUGE_HEADER, TRAILING_GARBAGE -> whenWhole.run();
        }
    }

    private static void afterAll(ChannelHandlerContext context, ChannelFutureListener action) {
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(action);
    }

    /** The connection is gone. */
    void cancel() {
        if (pause != null) {
            pause.cancel(false);
        }
        if (!ended) {
            stream.release();
        }
    }
}
