package io.fetchbench.style.nio;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.Origin;
import io.fetchbench.http1.RequestEncoder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What one engine knows about an origin: its address, its idle connections and the fetches that wait for the address.
 */
final class Destination {
    final Origin origin;
    final RequestEncoder encoder;
    /** Oldest first; the newest is reused first, being the likeliest to live and to be in the caches. */
    final Chain<Connection> idle = new Chain<>();
    final Queue<Fetch> awaitingAddress = new ArrayDeque<>();
    /** Null while it is not known, or no longer trusted because connecting failed. */
    InetSocketAddress address;

    Destination(Origin origin, ConnectionReuse reuse) {
        this.origin = origin;
        encoder = new RequestEncoder(origin.hostHeader(), reuse == ConnectionReuse.KEEP_ALIVE);
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
