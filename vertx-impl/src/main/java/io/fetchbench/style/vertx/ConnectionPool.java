package io.fetchbench.style.vertx;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The connections of one event loop, opened by Vert.x's HTTP client and kept here. The client's own pool can't be used: it
 * takes the last idle connection of its list rather than the one used last, finds it by a walk over all of them, and gives
 * no way to ask for a fresh one, which a retry needs.
 */
final class ConnectionPool {
    private final HttpClientAgent client;
    private final boolean keepAlive;
    private final int maxHeaderBytes;
    private final int maxIdle;
    private final Map<Origin, Deque<PooledConnection>> idle = new HashMap<>();
    private int idleCount;

    ConnectionPool(Vertx vertx, FetchOptions options) {
        maxIdle = Math.ceilDiv(options.maxIdleConnections(), options.ioThreads());
        maxHeaderBytes = options.maxHeaderBytes();
        keepAlive = options.reuse() == ConnectionReuse.KEEP_ALIVE;
        client = vertx.createHttpClient(clientOptions(options));
    }

    private HttpClientOptions clientOptions(FetchOptions options) {
        return new HttpClientOptions().setKeepAlive(keepAlive).setKeepAliveTimeout(0)
                .setConnectTimeout(connectTimeoutMillis(options));
    }

    /** Never before the timeout of the fetch, which is the one that counts, and not much longer. */
    private static int connectTimeoutMillis(FetchOptions options) {
        long millis = TimeUnit.MILLISECONDS.convert(options.timeout());
        return (int) Math.min(millis, Integer.MAX_VALUE - 100) + 100;
    }

    /** The connection used last that is still open, or null. */
    PooledConnection takeIdle(Origin origin) {
        Deque<PooledConnection> connections = idle.get(origin);
        if (connections == null) {
            return null;
        }
        PooledConnection last = counted(connections.pollLast());
        while (last != null && !last.isOpen()) {
            last = counted(connections.pollLast());
        }
        return last;
    }

    private PooledConnection counted(PooledConnection taken) {
        idleCount -= taken == null ? 0 : 1;
        return taken;
    }

    /** Vert.x can't give up an attempt: the caller closes the connection if nobody wants it any more when it comes. */
    Future<PooledConnection> open(Origin origin) {
        HttpConnectOptions target = new HttpConnectOptions().setHost(origin.host()).setPort(origin.port());
        return client.connect(target)
                .map(connection -> new PooledConnection(origin, connection, new StrictCodec(maxHeaderBytes),
                        this::forget));
    }

    /** One that is closed takes no idle place of another's. */
    private void forget(PooledConnection closed) {
        Deque<PooledConnection> connections = idle.get(closed.origin());
        if (connections != null && connections.remove(closed)) {
            idleCount--;
        }
    }

    /** Keeps a connection whose response is complete, or closes it. */
    void release(PooledConnection connection, HttpClientResponse response) {
        if (keepAlive && ResponseRules.leavesConnectionOpen(response)) {
            connection.markReused();
            Deque<PooledConnection> connections = idle.computeIfAbsent(connection.origin(), _ -> new ArrayDeque<>());
            if (idleCount == maxIdle) {
                counted(oldest(connections)).close();
            }
            connections.addLast(connection);
            idleCount++;
        } else {
            connection.close();
        }
    }

    /** Taken out; of that origin where it has one, as the others may have nothing else left. */
    private PooledConnection oldest(Deque<PooledConnection> preferred) {
        PooledConnection oldest = preferred.pollFirst();
        var others = idle.values().iterator();
        while (oldest == null) {
            oldest = others.next().pollFirst();
        }
        return oldest;
    }
}
