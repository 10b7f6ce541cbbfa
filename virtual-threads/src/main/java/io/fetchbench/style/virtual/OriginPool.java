package io.fetchbench.style.virtual;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.IdleLimit;
import io.fetchbench.fetch.Origin;
import io.fetchbench.http1.RequestEncoder;
import io.fetchbench.http1.ResponseLimits;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Connects to one origin and keeps idle connections, the one used last first. Safe for use by any number of threads. */
final class OriginPool implements IdleLimit.Pool {
    private final Origin origin;
    private final RequestEncoder encoder;
    private final ResponseLimits limits;
    private final boolean keepAlive;
    private final IdleLimit idleLimit;
    private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();

    OriginPool(Origin origin, FetchOptions options, IdleLimit idleLimit) {
        this.origin = origin;
        this.idleLimit = idleLimit;
        keepAlive = options.reuse() == ConnectionReuse.KEEP_ALIVE;
        encoder = new RequestEncoder(origin.hostHeader(), keepAlive);
        // A field line has three bytes at least, so this leaves the limit to maxHeaderBytes.
        limits = new ResponseLimits(options.maxHeaderBytes(), options.maxHeaderBytes(), options.maxBodyBytes());
    }

    Connection connect() throws ConnectFailedException {
        return new Connection(origin, encoder, limits);
    }

    /** An idle connection that may be used again, or null. */
    Connection takeIdle() {
        Connection connection = counted(idle.pollFirst());
        while (connection != null && connection.hasUnexpectedInput()) {
            connection.close();
            connection = counted(idle.pollFirst());
        }
        return connection;
    }

    private Connection counted(Connection taken) {
        if (taken != null) {
            idleLimit.removed();
        }
        return taken;
    }

    @Override
    public boolean discardOldest() {
        Connection oldest = counted(idle.pollLast());
        if (oldest != null) {
            oldest.close();
        }
        return oldest != null;
    }

    /** Takes back a connection after a complete response. */
    void release(Connection connection) {
        if (keepAlive && connection.isReusable()) {
            idleLimit.adding(this);
            idle.addFirst(connection);
        } else {
            connection.close();
        }
    }

    /** Closes what is idle; to be called when no fetch is in flight. */
    void close() {
        idle.forEach(Connection::close);
        idle.clear();
    }
}
