package io.fetchbench.mockserver;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.UnresolvedAddressException;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An HTTP server that does what each URL says; the package description has the grammar. Its threads are daemons.
 * Thread-safe.
 */
public final class MockServer implements AutoCloseable {
    private static final WriteBufferWaterMark WRITE_QUEUE = new WriteBufferWaterMark(64 * 1024, 256 * 1024);

    private final MockServerOptions options;
    private final String host;
    private final Transport transport = Transport.best();
    private final BodyPattern pattern = new BodyPattern();
    private final MultiThreadIoEventLoopGroup group;
    private final Map<EventLoop, LoopState> loops = new IdentityHashMap<>();
    private final ConnectionCount connections;
    private final StatsSource stats;
    private final int port;
    private Channel listener;
    private PlaceholderPort placeholder;
    private boolean closed;

    private MockServer(MockServerOptions options) throws IOException {
        this.options = options;
        host = options.host();
        group = new MultiThreadIoEventLoopGroup(options.eventLoops(), new DefaultThreadFactory("mock-server", true),
                transport.ioHandlers());
        for (EventExecutor loop : group) {
            loops.put((EventLoop) loop, new LoopState(options, pattern));
            loop.execute(TimerSlack::minimizeOnCurrentThread);
            long idleNanos = options.idleTimeout().toNanos();
            loop.scheduleWithFixedDelay(loops.get(loop)::closeStalledChannels, idleNanos, idleNanos,
                    TimeUnit.NANOSECONDS);
        }
        connections = new ConnectionCount(Math.min(options.maxConnections(), FileDescriptors.forConnections()));
        stats = new StatsSource(loops, connections, transport);
        try {
            if (options.behaviour() == Behaviour.REFUSE) {
                placeholder = new PlaceholderPort(options);
                port = placeholder.port();
            } else {
                listener = bind();
                port = ((InetSocketAddress) listener.localAddress()).getPort();
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts a server; when this returns it accepts connections.
     *
     * @param options where, and its limits
     * @return the running server; close it
     * @throws IOException if it can't listen there; the message is one sentence that says why
     */
    public static MockServer start(MockServerOptions options) throws IOException {
        return new MockServer(options);
    }

    private Channel bind() throws IOException {
        ServerBootstrap bootstrap = new ServerBootstrap().group(group).channel(transport.serverChannel())
                .option(ChannelOption.SO_BACKLOG, options.backlog()).childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_QUEUE).childHandler(new Initializer());
        if (!options.acceptDelay().isZero()) {
            bootstrap.option(ChannelOption.AUTO_READ, false).handler(new SlowAccept(options.acceptDelay()));
        }
        ChannelFuture bound = bootstrap.bind(options.host(), options.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw cannotListen(options, bound.cause());
        }
        bound.channel().pipeline().addLast(new AcceptFailures());
        return bound.channel();
    }

    /** Why it can't, in one sentence. */
    static IOException cannotListen(MockServerOptions options, Throwable cause) {
        String got = cause instanceof UnresolvedAddressException ? "no address for that name" : cause.getMessage();
        BindException failure = new BindException("mock server: expected to listen on " + options.host() + " port "
                + options.port() + ", got \"" + got
                + "\"; choose an address of this machine and a free port, or port 0 for any");
        failure.initCause(cause);
        return failure;
    }

    /**
     * Counts what the operating system would not accept; Netty pauses for a second and tries again. Not logged, since
     * logging opens files and so fails too when there are no more file descriptors.
     */
    private final class AcceptFailures extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            connections.acceptFailed();
        }
    }

    /** Gives each accepted connection its handler, or closes it if there are too many. */
    private final class Initializer extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            if (connections.tryOpen()) {
                channel.pipeline()
                        .addLast(new HttpConnection(loops.get(channel.eventLoop()), connections, stats, options));
            } else {
                channel.close();
            }
        }
    }

    /**
     * Where it listens.
     *
     * @return the name or address from the options
     */
    public String host() {
        return host;
    }

    /**
     * Where it listens.
     *
     * @return the TCP port, the chosen one if the options asked for any
     */
    public int port() {
        return port;
    }

    /**
     * How it waits for I/O.
     *
     * @return "epoll", "kqueue" or "nio"
     */
    public String transport() {
        return transport.label();
    }

    /**
     * Its figures; once it is closed, those at its end, but for uptime and CPU time, which are the process's own. Must not be
     * called on a thread of the server.
     *
     * @return a consistent copy for each event loop
     */
    public synchronized MockServerStats stats() {
        return closed ? stats.collectFromEnded() : stats.collect().join();
    }

    /** Closes every connection and frees every thread and buffer. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (listener != null) {
            listener.close().awaitUninterruptibly();
        }
        if (placeholder != null) {
            placeholder.close();
        }
        // Not left to Netty: a loop that is told to stop between its check for that and its end skips the closing.
        loops.forEach((loop, state) -> loop.execute(state::closeChannels));
        group.shutdownGracefully(0, 10, TimeUnit.SECONDS);
        group.terminationFuture().awaitUninterruptibly();
        loops.values().forEach(LoopState::close);
        pattern.close();
    }
}
