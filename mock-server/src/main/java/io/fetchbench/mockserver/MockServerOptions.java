package io.fetchbench.mockserver;

import java.time.Duration;
import java.util.Objects;

/**
 * Where a mock server listens, and its limits. Start from {@link #defaults()}.
 *
 * @param host name or address to bind to
 * @param port TCP port, or 0 for any free one
 * @param eventLoops threads, each with an event loop; 1 or more
 * @param maxConnections open at a time, over all event loops; a further one is closed as soon as it is accepted
 * @param backlog connections the operating system may hold until they are accepted; 1 or more. Linux caps it at
 *        {@code net.core.somaxconn}
 * @param maxRequestLineBytes longest request line, its end included; a longer one is answered with 414; 64 or more
 * @param maxHeaderBytes all header fields of a request together; more are answered with 431; 64 or more
 * @param requestTimeout how long a request may take from its first byte to its last, more than zero; then 408
 * @param idleTimeout how long a connection may stay open on which no byte moves, as far as the server sees, and no delay
 *        runs, more than zero; at the latest after twice as long it is closed
 * @param behaviour what it does with every connection
 * @param acceptDelay pause before each connection is accepted, one at a time; zero for none
 */
public record MockServerOptions(String host, int port, int eventLoops, int maxConnections, int backlog,
        int maxRequestLineBytes, int maxHeaderBytes, Duration requestTimeout, Duration idleTimeout,
        Behaviour behaviour, Duration acceptDelay) {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final MockServerOptions DEFAULTS = new MockServerOptions("127.0.0.1", 0, 1, 65_536, 65_535, 8 * 1024,
            16 * 1024, Duration.ofSeconds(10), Duration.ofMinutes(10), Behaviour.ANSWER, Duration.ZERO);

    /** Checks every range. */
    public MockServerOptions {
        Objects.requireNonNull(host, "host");
        within("port", 0, 65_535, port);
        within("event loops", 1, 1_024, eventLoops);
        within("max connections", 1, Integer.MAX_VALUE, maxConnections);
        within("backlog", 1, Integer.MAX_VALUE, backlog);
        within("max request line bytes", 64, 1 << 20, maxRequestLineBytes);
        within("max header bytes", 64, 1 << 20, maxHeaderBytes);
        Objects.requireNonNull(behaviour, "behaviour");
        within("request timeout", Duration.ofMillis(1), requestTimeout);
        within("idle timeout", Duration.ofMillis(1), idleTimeout);
        within("accept delay", Duration.ZERO, acceptDelay);
    }

    private static void within(String what, Duration least, Duration got) {
        if (got.compareTo(least) < 0 || got.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    what + ": expected " + least.toMillis() + " ms to 1 h, got " + got.toMillis() + " ms");
        }
    }

    private static void within(String what, int least, int most, int got) {
        if (got < least || got > most) {
            throw new IllegalArgumentException(what + ": expected " + least + " to " + most + ", got " + got);
        }
    }

    /**
     * Any free port of 127.0.0.1, one event loop, 65,536 connections, a backlog of 65,535, 8 KiB of request line and
     * 16 KiB of header.
     *
     * @return the options to start from
     */
    public static MockServerOptions defaults() {
        return DEFAULTS;
    }

    /**
     * These options at another address.
     *
     * @param otherHost {@link #host()}
     * @param otherPort {@link #port()}
     * @return a changed copy
     */
    public MockServerOptions withAddress(String otherHost, int otherPort) {
        return new MockServerOptions(otherHost, otherPort, eventLoops, maxConnections, backlog, maxRequestLineBytes,
                maxHeaderBytes, requestTimeout, idleTimeout, behaviour, acceptDelay);
    }

    /**
     * These options with another number of event loops.
     *
     * @param loops {@link #eventLoops()}
     * @return a changed copy
     */
    public MockServerOptions withEventLoops(int loops) {
        return new MockServerOptions(host, port, loops, maxConnections, backlog, maxRequestLineBytes, maxHeaderBytes,
                requestTimeout, idleTimeout, behaviour, acceptDelay);
    }

    /**
     * These options with another limit on connections.
     *
     * @param connections {@link #maxConnections()}
     * @return a changed copy
     */
    public MockServerOptions withMaxConnections(int connections) {
        return new MockServerOptions(host, port, eventLoops, connections, backlog, maxRequestLineBytes, maxHeaderBytes,
                requestTimeout, idleTimeout, behaviour, acceptDelay);
    }

    /**
     * These options with another backlog.
     *
     * @param connections {@link #backlog()}
     * @return a changed copy
     */
    public MockServerOptions withBacklog(int connections) {
        return new MockServerOptions(host, port, eventLoops, maxConnections, connections, maxRequestLineBytes,
                maxHeaderBytes, requestTimeout, idleTimeout, behaviour, acceptDelay);
    }

    /**
     * These options with another limit on the time of a request.
     *
     * @param limit {@link #requestTimeout()}
     * @return a changed copy
     */
    public MockServerOptions withRequestTimeout(Duration limit) {
        return new MockServerOptions(host, port, eventLoops, maxConnections, backlog, maxRequestLineBytes,
                maxHeaderBytes, limit, idleTimeout, behaviour, acceptDelay);
    }

    /**
     * These options with another limit on idle connections.
     *
     * @param limit {@link #idleTimeout()}
     * @return a changed copy
     */
    public MockServerOptions withIdleTimeout(Duration limit) {
        return new MockServerOptions(host, port, eventLoops, maxConnections, backlog, maxRequestLineBytes,
                maxHeaderBytes, requestTimeout, limit, behaviour, acceptDelay);
    }

    /**
     * These options with something else done to connections.
     *
     * @param other {@link #behaviour()}
     * @param pause {@link #acceptDelay()}
     * @return a changed copy
     */
    public MockServerOptions withBehaviour(Behaviour other, Duration pause) {
        return new MockServerOptions(host, port, eventLoops, maxConnections, backlog, maxRequestLineBytes,
                maxHeaderBytes, requestTimeout, idleTimeout, other, pause);
    }
}
