package io.fetchbench.style.coroutine;

import io.fetchbench.coroutine.LoopFuture;
import io.fetchbench.fetch.Origin;
import io.fetchbench.http1.RequestEncoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;

/** What one loop knows about an origin: its address, and its idle connections, the one used last coming first. */
final class Destination {
    final Origin origin;
    final RequestEncoder encoder;
    final ArrayDeque<Connection> idle = new ArrayDeque<>();
    /** Null while it is not known, or no longer trusted because connecting failed. */
    InetSocketAddress address;
    /** Null while nobody looks it up. */
    LoopFuture<InetSocketAddress> lookup;

    Destination(Origin origin, boolean keepAlive) {
        this.origin = origin;
        encoder = new RequestEncoder(origin.hostHeader(), keepAlive);
        address = literalOrNull(origin);
    }

    /** Has a name looked up again before the next connection. */
    void distrustAddress() {
        address = literalOrNull(origin);
    }

    private static InetSocketAddress literalOrNull(Origin origin) {
        try {
            return new InetSocketAddress(InetAddress.ofLiteral(origin.host()), origin.port());
        } catch (IllegalArgumentException _) {
            return null;
        }
    }
}
