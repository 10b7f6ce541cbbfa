package io.fetchbench.style.coroutine;

import io.fetchbench.coroutine.Asyncio;
import io.fetchbench.coroutine.EventLoop;
import io.fetchbench.coroutine.LoopSocket;
import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Origin;
import io.fetchbench.http1.ResponseLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The connections of one loop, and the buffers that they share: no buffer is in use while a task waits. */
final class Connections {
    private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;
    private static final int REQUEST_BUFFER_BYTES = 8 * 1024;

    private final EventLoop loop;
    private final Workers workers;
    private final ResponseLimits limits;
    private final long timeoutNanos;
    private final boolean keepAlive;
    private final int maxIdle;
    private final Map<Origin, Destination> destinations = new HashMap<>();
    private final ByteBuffer received = ByteBuffer.allocateDirect(RECEIVE_BUFFER_BYTES);
    private final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST_BUFFER_BYTES);
    private Destination last;
    private int idleCount;
    private boolean closed;

    Connections(EventLoop loop, FetchOptions options, Workers workers) {
        this.loop = loop;
        this.workers = workers;
        // A field line has three bytes at least, so this leaves the limit to maxHeaderBytes.
        limits = new ResponseLimits(options.maxHeaderBytes(), options.maxHeaderBytes(), options.maxBodyBytes());
        // Added to a time, the longest would be in the past.
        timeoutNanos = Math.min(TimeUnit.NANOSECONDS.convert(options.timeout()), Long.MAX_VALUE / 2);
        keepAlive = options.reuse() == ConnectionReuse.KEEP_ALIVE;
        maxIdle = Math.ceilDiv(options.maxIdleConnections(), options.ioThreads());
    }

    ResponseLimits limits() {
        return limits;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    /** Empty, and valid until the task waits. */
    ByteBuffer requestBuffer(int bytes) {
        return bytes <= request.capacity() ? request.clear() : ByteBuffer.allocate(bytes);
    }

    /** To be cleared after each wait. */
    ByteBuffer receiveBuffer() {
        return received;
    }

    private Destination destination(Origin origin) {
        if (last == null || last.origin != origin) {
            last = destinations.computeIfAbsent(origin, key -> new Destination(key, keepAlive));
        }
        return last;
    }

    /** The connection that became idle last, or null. */
    Connection takeIdle(Origin origin) {
        Connection newest = destination(origin).idle.pollLast();
        if (newest != null) {
            idleCount--;
        }
        return newest;
    }

    /** Opens a connection; stops the task that calls until that is done. */
    Connection open(Origin origin) throws Exception {
        Destination destination = destination(origin);
        try {
            InetSocketAddress address = destination.address != null ? destination.address : resolve(destination);
            return new Connection(this, destination, loop, LoopSocket.connect(address));
        } catch (IOException e) {
            destination.distrustAddress();
            throw new ConnectFailedException(e);
        }
    }

    /** Looks a name up on a thread that may block, once for all who wait for it: none of them may cancel it. */
    private InetSocketAddress resolve(Destination destination) throws Exception {
        if (destination.lookup == null) {
            Origin origin = destination.origin;
            destination.lookup = loop.runInExecutor(workers.resolver(),
                    () -> new InetSocketAddress(InetAddress.getByName(origin.host()), origin.port()));
            destination.lookup.addDoneCallback(_ -> destination.lookup = null);
        }
        destination.address = Asyncio.await(Asyncio.shield(destination.lookup));
        return destination.address;
    }

    /** Keeps a connection for another exchange, in the place of an older one if there are too many. */
    boolean keep(Connection connection) {
        if (!keepAlive || closed) {
            return false;
        }
        if (idleCount == maxIdle) {
            discardIdle(oldest(connection.destination));
        }
        connection.destination.idle.addLast(connection);
        idleCount++;
        connection.rest();
        return true;
    }

    /** An idle connection of that destination where it has one, as the others may have nothing else left. */
    private Connection oldest(Destination preferred) {
        Connection oldest = preferred.idle.peekFirst();
        var others = destinations.values().iterator();
        while (oldest == null) {
            oldest = others.next().idle.peekFirst();
        }
        return oldest;
    }

    void discardIdle(Connection connection) {
        if (connection.destination.idle.removeLastOccurrence(connection)) {
            idleCount--;
        }
        connection.discard();
    }

    /** Closes all idle connections, and keeps none from now on. */
    void closeIdle() {
        closed = true;
        for (Destination destination : destinations.values()) {
            while (!destination.idle.isEmpty()) {
                discardIdle(destination.idle.peekLast());
            }
        }
    }
}
