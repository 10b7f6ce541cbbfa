package io.fetchbench.mockserver;

import io.netty.channel.Channel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the connections of one event loop share. Belongs to that loop alone; {@link #close} once it has ended. */
final class LoopState implements AutoCloseable {
    private final LoopCounters counters = new LoopCounters();
    private final RequestDecoder decoder;
    private final RouteCache routes;
    private final BodyPattern pattern;
    private final Set<Channel> channels = new HashSet<>();
    private byte[] scratch = new byte[4096];

    LoopState(MockServerOptions options, BodyPattern pattern) {
        decoder = new RequestDecoder(options.maxRequestLineBytes(), options.maxHeaderBytes());
        routes = new RouteCache(pattern);
        this.pattern = pattern;
    }

    LoopCounters counters() {
        return counters;
    }

    RequestDecoder decoder() {
        return decoder;
    }

    RouteCache routes() {
        return routes;
    }

    BodyPattern pattern() {
        return pattern;
    }

    /** A place for the bytes just read, valid until the next call. */
    byte[] scratch(int length) {
        if (scratch.length < length) {
            scratch = new byte[length];
        }
        return scratch;
    }

    void opened(Channel channel) {
        channels.add(channel);
    }

    void closed(Channel channel) {
        channels.remove(channel);
    }

    void closeChannels() {
        List.copyOf(channels).forEach(Channel::close);
    }

    @Override
    public void close() {
        routes.clear();
    }
}
