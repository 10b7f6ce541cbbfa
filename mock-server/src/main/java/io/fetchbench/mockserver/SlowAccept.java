package io.fetchbench.mockserver;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;

/**
 * Before a listener's acceptor: lets connections through one at a time, each after a pause. The listener is not to read by
 * itself, so that what comes meanwhile waits in the system's queue.
 */
final class SlowAccept extends ChannelInboundHandlerAdapter {
    private final Duration pause;
    private final Queue<Channel> held = new ArrayDeque<>();

    SlowAccept(Duration pause) {
        this.pause = pause;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.fireChannelActive();
        context.read();
    }

    /** One read may bring several. */
    @Override
    public void channelRead(ChannelHandlerContext context, Object connection) {
        held.add((Channel) connection);
        if (held.size() == 1) {
            passOnLater(context);
        }
    }

    private void passOnLater(ChannelHandlerContext context) {
        context.executor().schedule(() -> passOn(context), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void passOn(ChannelHandlerContext context) {
        Channel connection = held.poll();
        if (connection == null) {
            return;
        }
        context.fireChannelRead(connection);
        if (held.isEmpty()) {
            context.read();
        } else {
            passOnLater(context);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        held.forEach(connection -> connection.unsafe().closeForcibly());
        held.clear();
        context.fireChannelInactive();
    }
}
