package io.fetchbench.mockserver;

import io.netty.channel.Channel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the connections of one event loop share. Belongs to that loop alone; {@link #close} once it has ended. */
final class LoopState implements AutoCloseable {
    private final LoopCounters counters = new LoopCounters();
    private final RequestDecoder decoder;
    private final RouteCache routes;
    private final BodyPattern pattern;
    private final Map<Channel, HttpConnection> connections = new HashMap<>();
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

    void opened(Channel channel, HttpConnection connection) {
        connections.put(channel, connection);
    }

    void closed(Channel channel) {
        connections.remove(channel);
    }

    void closeChannels() {
        List.copyOf(connections.keySet()).forEach(Channel::close);
    }

    /** To be called once an idle timeout. Costs a connection nothing between the calls. */
    void closeStalledChannels() {
        connections.keySet().stream().filter(channel -> connections.get(channel).isStalled(channel)).toList()
                .forEach(Channel::close);
    }

    @Override
    public void close() {
        routes.clear();
    }
}
