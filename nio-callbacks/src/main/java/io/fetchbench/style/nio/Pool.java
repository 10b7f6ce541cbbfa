package io.fetchbench.style.nio;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.Origin;
import java.util.HashMap;
import java.util.Map;

/** The destinations of one engine and their idle connections, of which there are only so many. For one thread. */
final class Pool {
    private final ConnectionReuse reuse;
    private final int maxIdle;
    private final Map<Origin, Destination> destinations = new HashMap<>();
    private Destination last;
    private int idleCount;

    /**
     * An empty pool.
     *
     * @param reuse whether connections are kept at all
     * @param maxIdle how many connections may be idle at a time, over all destinations; 1 or more
     */
    Pool(ConnectionReuse reuse, int maxIdle) {
        this.reuse = reuse;
        this.maxIdle = maxIdle;
    }

    /** The destination that stands for an origin, the same one each time. */
    Destination destination(Origin origin) {
        if (last == null || last.origin != origin) {
            last = destinations.computeIfAbsent(origin, key -> new Destination(key, reuse));
        }
        return last;
    }

    /** Takes the connection out that became idle last, or returns null if there is none. */
    Connection take(Destination destination) {
        Connection newest = destination.idle.last();
        if (newest != null) {
            destination.idle.remove(newest);
            idleCount--;
        }
        return newest;
    }

    /** Keeps a connection, in the place of an older one if there are too many. */
    void put(Connection connection) {
        if (idleCount == maxIdle) {
            discard(victim(connection.destination));
        }
        connection.rest();
        connection.destination.idle.add(connection);
        idleCount++;
    }

    /** An idle connection of that destination where it has one, as the others may have nothing else left. */
    private Connection victim(Destination preferred) {
        Connection oldest = preferred.idle.first();
        var others = destinations.values().iterator();
        while (oldest == null) {
            oldest = others.next().idle.first();
        }
        return oldest;
    }

    /** Closes a connection, idle or not. */
    void discard(Connection connection) {
        if (connection.destination.idle.remove(connection)) {
            idleCount--;
        }
        connection.close();
    }

    /** Closes all idle connections. */
    void clear() {
        for (Destination destination : destinations.values()) {
            while (destination.idle.first() != null) {
                discard(destination.idle.first());
            }
        }
    }
}
