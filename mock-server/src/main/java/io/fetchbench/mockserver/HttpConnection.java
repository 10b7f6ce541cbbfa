package io.fetchbench.mockserver;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One connection: reads requests and answers them one after the other. */
final class HttpConnection extends ChannelInboundHandlerAdapter {
    private enum State {
        /** For the next request. */
        READY,
        /** For a delay to pass, or for the figures. */
        WAITING,
        /** For the client to take more of a body. */
        STREAMING,
        /** For a pause in a response to pass, or for nothing, if the response is to hang. */
        DISTURBED,
        /** The last response is written; what else comes is thrown away. */
        CLOSING
    }

    /** A client that sends ahead this much while a response is delayed isn't read from until it's sent. */
    private static final int MIN_PENDING_BYTES = 64 * 1024;

    /** How long a refused client may go on sending: closing earlier could reset what it has not read yet. */
    private static final long LINGER_MILLIS = 1_000;

    private final LoopState loop;
    private final ConnectionCount connections;
    private final StatsSource stats;
    private final Behaviour behaviour;
    private final long requestTimeoutNanos;
    private final int maxPendingBytes;
    private final PendingInput pending = new PendingInput();

    private State state = State.READY;
    private PreparedResponse response;
    private Disturbance disturbance;
    private DisturbedResponse disturbed;
    private Persistence persistence;
    private ByteBuf responseBytes;
    private BodyStream body;
    private long startedNanos;
    private long delayNanos;
    private Future<?> timer;
    private Future<?> requestTimer;
    private boolean moved;
    private long lastQueuedBytes;

    HttpConnection(LoopState loop, ConnectionCount connections, StatsSource stats, MockServerOptions options) {
        behaviour = options.behaviour();
        requestTimeoutNanos = options.requestTimeout().toNanos();
        maxPendingBytes = Math.max(MIN_PENDING_BYTES, options.maxRequestLineBytes() + options.maxHeaderBytes());
        this.loop = loop;
        this.connections = connections;
        this.stats = stats;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        loop.opened(context.channel(), this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        switch (behaviour) {
            case RESET -> {
                context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
                context.close();
            }
            case EARLY_RESPONSE -> context.writeAndFlush(
                    loop.routes().response(ResponseSpec.text(200, "early")).retainedBytes(Persistence.KEEP_ALIVE));
            case ANSWER, SILENT, REFUSE -> {
                // nothing before a request
            }
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf input = (ByteBuf) message;
        moved = true;
        try {
            if (behaviour == Behaviour.SILENT) {
                return;
            }
            if (state == State.READY && pending.isEmpty()) {
                readDirectly(context, input);
            } else if (state != State.CLOSING) {
                pending.append(input);
                readPending(context);
            }
        } finally {
            input.release();
        }
        if (pending.length() > maxPendingBytes) {
            context.channel().config().setAutoRead(false);
        }
    }

    /** The usual case: whole requests, and nothing kept from one read to the next. */
    private void readDirectly(ChannelHandlerContext context, ByteBuf input) {
        int length = input.readableBytes();
        byte[] bytes = loop.scratch(length);
        input.readBytes(bytes, 0, length);
        int used = answerAll(context, bytes, length);
        pending.append(bytes, used, length);
        limitRequestTime(context);
    }

    private void readPending(ChannelHandlerContext context) {
        int used = answerAll(context, pending.bytes(), pending.length());
        pending.discard(used);
        if (used > 0) {
            stopRequestTimer();
        }
        limitRequestTime(context);
    }

    /** Only a request that did not arrive in one piece is worth a timer; not one that waits for the client to read. */
    private void limitRequestTime(ChannelHandlerContext context) {
        boolean incomplete = state == State.READY && !pending.isEmpty() && context.channel().isWritable();
        if (incomplete && requestTimer == null) {
            requestTimer = context.executor().schedule(() -> {
                requestTimer = null;
                pending.discard(pending.length());
                refuse(context, Refusal.REQUEST_TIMEOUT);
                context.flush();
            }, requestTimeoutNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void stopRequestTimer() {
        if (requestTimer != null) {
            requestTimer.cancel(false);
            requestTimer = null;
        }
    }

    /** Answers the requests in {@code bytes[0..length)} as far as possible now; returns how many bytes they had. */
    private int answerAll(ChannelHandlerContext context, byte[] bytes, int length) {
        RequestDecoder decoder = loop.decoder();
        int used = 0;
        while (used < length && state == State.READY && context.channel().isWritable()) {
            switch (decoder.decode(bytes, used, length)) {
                case REQUEST -> {
                    used = decoder.end();
                    answer(context, bytes, decoder);
                }
                case REFUSED -> refuse(context, decoder.refusal());
                case INCOMPLETE -> {
                    return used;
                }
            }
        }
        return state == State.CLOSING ? length : used;
    }

    private void answer(ChannelHandlerContext context, byte[] bytes, RequestDecoder decoder) {
        persistence = decoder.persistence();
        Route route = loop.routes().find(bytes, decoder.targetFrom(), decoder.targetTo());
        if (route != null) {
            answer(context, route);
            return;
        }
        int length = decoder.targetTo() - decoder.targetFrom();
        switch (TargetParser.parse(new String(bytes, decoder.targetFrom(), length, StandardCharsets.US_ASCII))) {
            case Action.Respond action -> answer(context,
                    loop.routes().add(bytes, decoder.targetFrom(), decoder.targetTo(), action));
            case Action.ReportStats _ -> reportStats(context);
        }
    }

    private void answer(ChannelHandlerContext context, Route route) {
        loop.counters().request();
        response = route.response();
        disturbance = route.disturbance();
        responseBytes = disturbance == null ? response.retainedBytes(persistence) : null;
        if (route.delayNanos() == 0) {
            respond(context);
        } else {
            startedNanos = System.nanoTime();
            delayNanos = route.delayNanos();
            state = State.WAITING;
            timer = context.executor().schedule(() -> respondAfterDelay(context), delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    private void respondAfterDelay(ChannelHandlerContext context) {
        timer = null;
        loop.counters().delayError(System.nanoTime() - startedNanos - delayNanos, delayNanos);
        respond(context);
        proceed(context);
    }

    private void respond(ChannelHandlerContext context) {
        ResponseSpec spec = response.spec();
        loop.counters().response(spec.status());
        if (disturbance != null) {
            disturb(context, spec);
            return;
        }
        context.write(responseBytes, context.voidPromise());
        responseBytes = null;
        if (response.isWhole()) {
            responded(context, spec.framing());
        } else {
            boolean chunked = persistence.framing(spec.framing()) == Framing.CHUNKED;
            body = new BodyStream(loop.pattern(), spec.body().length(), chunked);
            state = State.STREAMING;
            stream(context);
        }
    }

    private void disturb(ChannelHandlerContext context, ResponseSpec spec) {
        if (disturbance.fault() != null) {
            loop.counters().fault(disturbance.fault().kind());
        }
        state = State.DISTURBED;
        disturbed = new DisturbedResponse(disturbance,
                new ResponseStream(spec, persistence, loop.pattern(), disturbance), () -> {
                    disturbed = null;
                    responded(context, spec.framing());
                    // Not from here: what is sent next must not be sent from within the end of this.
                    context.executor().execute(() -> proceed(context));
                });
        disturbed.proceed(context);
    }

    private void stream(ChannelHandlerContext context) {
        if (body.writeWhileWritable(context)) {
            body = null;
            responded(context, response.spec().framing());
        }
    }

    private void responded(ChannelHandlerContext context, Framing framing) {
        if (persistence.closesAfter(framing)) {
            state = State.CLOSING;
            context.write(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        } else {
            state = State.READY;
        }
    }

    /** Does what can be done now that a delay has passed or the client has taken something. */
    private void proceed(ChannelHandlerContext context) {
        if (state == State.STREAMING) {
            stream(context);
        } else if (state == State.DISTURBED && disturbed != null) {
            disturbed.proceed(context);
        }
        if (state == State.READY && !pending.isEmpty()) {
            readPending(context);
        }
        if (pending.length() <= maxPendingBytes) {
            context.channel().config().setAutoRead(true);
        }
        context.flush();
    }

    private void refuse(ChannelHandlerContext context, Refusal refusal) {
        loop.counters().request();
        ResponseSpec spec = refusal.response();
        loop.counters().response(spec.status());
        state = State.CLOSING;
        context.write(loop.routes().response(spec).retainedBytes(Persistence.CLOSE))
                .addListener(_ -> shutdownOutput(context));
    }

    private void shutdownOutput(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            ((DuplexChannel) context.channel()).shutdownOutput();
            timer = context.executor().schedule(() -> context.close(), LINGER_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void reportStats(ChannelHandlerContext context) {
        state = State.WAITING;
        stats.collect().thenAcceptAsync(figures -> writeStats(context, figures), context.executor())
                .whenComplete((_, problem) -> {
                    if (problem != null) {
                        context.fireExceptionCaught(problem);
                        context.close();
                    }
                });
    }

    private void writeStats(ChannelHandlerContext context, MockServerStats figures) {
        if (!context.channel().isActive()) {
            return;
        }
        ResponseSpec spec = ResponseSpec.text(200, figures.toJson());
        byte[] text = ResponseText.render(spec, persistence, loop.pattern());
        context.write(Unpooled.wrappedBuffer(text), context.voidPromise());
        responded(context, spec.framing());
        proceed(context);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        moved = true;
        if (context.channel().isWritable()) {
            proceed(context);
        }
    }

    /** Whether no byte has moved since the last call, in either direction, and this end has nothing to wait for. */
    boolean isStalled(Channel channel) {
        ChannelOutboundBuffer queue = channel.unsafe().outboundBuffer();
        long queuedBytes = queue == null ? 0 : queue.totalPendingWriteBytes();
        boolean waiting = state == State.WAITING || state == State.DISTURBED || behaviour == Behaviour.SILENT;
        boolean stalled = !moved && queuedBytes == lastQueuedBytes && (queuedBytes > 0 || !waiting);
        moved = false;
        lastQueuedBytes = queuedBytes;
        return stalled;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        loop.closed(context.channel());
        connections.closed();
        state = State.CLOSING;
        stopRequestTimer();
        if (timer != null) {
            timer.cancel(false);
        }
        if (disturbed != null) {
            disturbed.cancel();
            disturbed = null;
        }
        if (responseBytes != null) {
            responseBytes.release();
            responseBytes = null;
        }
    }

    /** A client that has gone is nothing to tell anyone; anything else is a defect, which Netty logs. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            context.fireExceptionCaught(cause);
        }
        context.close();
    }
}
