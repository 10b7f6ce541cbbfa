package io.fetchbench.fetch;

import java.time.Duration;
import java.util.Objects;

/**
 * The limits a fetcher works within; the same for every style in a comparison. Start from {@link #defaults()}.
 *
 * @param maxInFlight connections in use at a time, 1 or more
 * @param reuse what happens to a connection after its response
 * @param timeout for one fetch from leaving the queue to the last byte of its body; more than zero
 * @param maxHeaderBytes status line and header fields together, trailers likewise; 64 or more
 * @param maxBodyBytes longest body accepted, 0 or more
 * @param ioThreads threads that wait for I/O, in styles with event loops; 1 or more
 * @param processingMode where {@link Processing} runs
 * @param processingThreads size of the pool that {@link ProcessingMode#HANDED_OFF} uses, 1 or more
 */
public record FetchOptions(int maxInFlight, ConnectionReuse reuse, Duration timeout, int maxHeaderBytes,
        long maxBodyBytes, int ioThreads, ProcessingMode processingMode, int processingThreads) {

    private static final int LEAST_MAX_IDLE_CONNECTIONS = 64;
    private static final FetchOptions DEFAULTS = new FetchOptions(64, ConnectionReuse.KEEP_ALIVE,
            Duration.ofSeconds(30), 16 * 1024, 16L * 1024 * 1024, 1, ProcessingMode.INLINE, 20);

    /** Checks every range. */
    public FetchOptions {
        atLeast("maxInFlight", 1, maxInFlight);
        Objects.requireNonNull(reuse, "reuse");
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout: expected more than zero, got " + timeout);
        }
        atLeast("maxHeaderBytes", 64, maxHeaderBytes);
        atLeast("maxBodyBytes", 0, maxBodyBytes);
        atLeast("ioThreads", 1, ioThreads);
        Objects.requireNonNull(processingMode, "processingMode");
        atLeast("processingThreads", 1, processingThreads);
    }

    private static void atLeast(String what, long least, long got) {
        if (got < least) {
            throw new IllegalArgumentException(what + ": expected " + least + " or more, got " + got);
        }
    }

    /**
     * 64 in flight, keep-alive, 30 s, 16 KiB of header, 16 MiB of body, one I/O thread, processing inline.
     *
     * @return the options to start from
     */
    public static FetchOptions defaults() {
        return DEFAULTS;
    }

    /**
     * How many connections a fetcher keeps idle at most, over all its origins. One too many closes the one to the same origin
     * that has been idle for longest, or one to another origin if it has none. Several event loops share the number out
     * among them.
     *
     * @return {@link #maxInFlight()}, or 64 if that is more, as fetches may go to many origins one after the other
     */
    public int maxIdleConnections() {
        return Math.max(LEAST_MAX_IDLE_CONNECTIONS, maxInFlight);
    }

    /**
     * These options with another limit.
     *
     * @param connections {@link #maxInFlight()}
     * @return a changed copy
     */
    public FetchOptions withMaxInFlight(int connections) {
        return new FetchOptions(connections, reuse, timeout, maxHeaderBytes, maxBodyBytes, ioThreads, processingMode,
                processingThreads);
    }

    /**
     * These options with another use of connections.
     *
     * @param other {@link #reuse()}
     * @return a changed copy
     */
    public FetchOptions withReuse(ConnectionReuse other) {
        return new FetchOptions(maxInFlight, other, timeout, maxHeaderBytes, maxBodyBytes, ioThreads, processingMode,
                processingThreads);
    }

    /**
     * These options with another timeout.
     *
     * @param duration {@link #timeout()}
     * @return a changed copy
     */
    public FetchOptions withTimeout(Duration duration) {
        return new FetchOptions(maxInFlight, reuse, duration, maxHeaderBytes, maxBodyBytes, ioThreads, processingMode,
                processingThreads);
    }

    /**
     * These options with another limit on headers.
     *
     * @param bytes {@link #maxHeaderBytes()}
     * @return a changed copy
     */
    public FetchOptions withMaxHeaderBytes(int bytes) {
        return new FetchOptions(maxInFlight, reuse, timeout, bytes, maxBodyBytes, ioThreads, processingMode,
                processingThreads);
    }

    /**
     * These options with another limit on bodies.
     *
     * @param bytes {@link #maxBodyBytes()}
     * @return a changed copy
     */
    public FetchOptions withMaxBodyBytes(long bytes) {
        return new FetchOptions(maxInFlight, reuse, timeout, maxHeaderBytes, bytes, ioThreads, processingMode,
                processingThreads);
    }

    /**
     * These options with another number of I/O threads.
     *
     * @param threads {@link #ioThreads()}
     * @return a changed copy
     */
    public FetchOptions withIoThreads(int threads) {
        return new FetchOptions(maxInFlight, reuse, timeout, maxHeaderBytes, maxBodyBytes, threads, processingMode,
                processingThreads);
    }

    /**
     * These options with processing elsewhere.
     *
     * @param mode {@link #processingMode()}
     * @return a changed copy
     */
    public FetchOptions withProcessingMode(ProcessingMode mode) {
        return new FetchOptions(maxInFlight, reuse, timeout, maxHeaderBytes, maxBodyBytes, ioThreads, mode,
                processingThreads);
    }

    /**
     * These options with another pool.
     *
     * @param threads {@link #processingThreads()}
     * @return a changed copy
     */
    public FetchOptions withProcessingThreads(int threads) {
        return new FetchOptions(maxInFlight, reuse, timeout, maxHeaderBytes, maxBodyBytes, ioThreads, processingMode,
                threads);
    }
}
