package io.fetchbench.style.blocking;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.IdleLimit;
import io.fetchbench.fetch.Origin;
import io.fetchbench.http1.RequestEncoder;
import io.fetchbench.http1.ResponseLimits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Idle connections to one origin, the one used last first. Safe for use by any number of threads. */
final class OriginPool implements IdleLimit.Pool {
    private final Origin origin;
    private final RequestEncoder encoder;
    private final ResponseLimits limits;
    private final boolean keepAlive;
    private final IdleLimit idleLimit;
    private final Deque<Connection> idle = new ArrayDeque<>();

    OriginPool(Origin origin, FetchOptions options, IdleLimit idleLimit) {
        this.origin = origin;
        this.idleLimit = idleLimit;
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
        return counted(poll(idle::pollFirst));
    }

    private Connection poll(Supplier<Connection> end) {
        synchronized (idle) {
            return end.get();
        }
    }

    private Connection counted(Connection taken) {
        if (taken != null) {
            idleLimit.removed();
        }
        return taken;
    }

    @Override
    public boolean discardOldest() {
        Connection oldest = counted(poll(idle::pollLast));
        if (oldest != null) {
            oldest.close();
        }
        return oldest != null;
    }

    /** Takes back a connection after a complete response, to be used again or closed. */
    void release(Connection connection) {
        if (keepAlive && connection.isReusable()) {
            idleLimit.adding(this);
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
