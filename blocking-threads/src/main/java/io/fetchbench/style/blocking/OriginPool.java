package io.fetchbench.style.blocking;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Origin;
import io.fetchbench.http1.RequestEncoder;
import io.fetchbench.http1.ResponseLimits;
import java.util.ArrayDeque;
import java.util.Deque;

/** Idle connections to one origin, the one used last first. Safe for use by any number of threads. */
final class OriginPool {
    private final Origin origin;
    private final RequestEncoder encoder;
    private final ResponseLimits limits;
    private final boolean keepAlive;
    private final Deque<Connection> idle = new ArrayDeque<>();

    OriginPool(Origin origin, FetchOptions options) {
        this.origin = origin;
        keepAlive = options.reuse() == ConnectionReuse.KEEP_ALIVE;
        encoder = new RequestEncoder(origin.hostHeader(), keepAlive);
        // A field line has three bytes at least, so this leaves the limit to maxHeaderBytes.
        limits = new ResponseLimits(options.maxHeaderBytes(), options.maxHeaderBytes(), options.maxBodyBytes());
    }

    RequestEncoder encoder() {
        return encoder;
    }

    /** A connection that is yet to connect. */
    Connection fresh() {
        return new Connection(origin, limits);
    }

    /** An idle connection on which nothing has come since its last response, or null. */
    Connection takeIdle() {
        Connection connection = pop();
        while (connection != null && connection.hasUnexpectedInput()) {
            connection.close();
            connection = pop();
        }
        return connection;
    }

    private Connection pop() {
        synchronized (idle) {
            return idle.pollFirst();
        }
    }

    /** Takes back a connection after a complete response, to be used again or closed. */
    void release(Connection connection) {
        if (keepAlive && connection.isReusable()) {
            synchronized (idle) {
                idle.addFirst(connection);
            }
        } else {
            connection.close();
        }
    }

    /** Closes what is idle; to be called when no fetch is in flight. */
    void close() {
        synchronized (idle) {
            idle.forEach(Connection::close);
            idle.clear();
        }
    }
}
