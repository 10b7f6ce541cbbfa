package io.fetchbench.style.nio;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.InFlightGate;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import io.fetchbench.http1.RequestEncoder;
import io.fetchbench.http1.ResponseLimits;
import io.fetchbench.http1.ResponseParser;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * What one loop does with its fetches, from the gate to their end. Used on the loop's thread only.
 *
 * <p>{@link #enqueue} starts nothing, it leaves that to {@link #startReady}: so no listener is called from inside
 * {@code fetch}, and a row of fetches that fail at once does not grow the stack.
 */
final class Engine {
    private static final int READ_BUFFER_BYTES = 64 * 1024;
    private static final int REQUEST_BUFFER_BYTES = 8 * 1024;

    private final Loop loop;
    private final InFlightGate<Fetch> gate;
    private final Resolver resolver;
    private final Processor processor;
    private final Pool pool;
    private final ResponseLimits limits;
    private final boolean keepAlive;
    private final Queue<Fetch> ready = new ArrayDeque<>();
    private final DeadlineList inFlight;
    private final ByteBuffer received = ByteBuffer.allocateDirect(READ_BUFFER_BYTES);
    private final ByteBuffer request = ByteBuffer.allocateDirect(REQUEST_BUFFER_BYTES);
    private int unfinished;
    private boolean closing;

    Engine(Loop loop, FetchOptions options, InFlightGate<Fetch> gate, Resolver resolver, Processor processor,
            int maxIdle) {
        this.loop = loop;
        this.gate = gate;
        this.resolver = resolver;
        this.processor = processor;
        pool = new Pool(options.reuse(), maxIdle);
        // A field line has three bytes at least, so this leaves the limit to maxHeaderBytes.
        limits = new ResponseLimits(options.maxHeaderBytes(), options.maxHeaderBytes(), options.maxBodyBytes());
        keepAlive = options.reuse() == ConnectionReuse.KEEP_ALIVE;
        inFlight = new DeadlineList(options.timeout());
    }

    Loop loop() {
        return loop;
    }

    ResponseLimits limits() {
        return limits;
    }

    /** The buffer that all connections of the loop read into. */
    ByteBuffer emptyBuffer() {
        return received.clear();
    }

    /** The request of a fetch, ready to be written and valid until the next call. */
    ByteBuffer encode(Fetch fetch) {
        RequestEncoder encoder = fetch.destination.encoder;
        String target = fetch.request.target();
        int length = encoder.encodedLength(target);
        ByteBuffer out = length <= request.capacity() ? request.clear() : ByteBuffer.allocate(length);
        encoder.encode(target, out);
        return out.flip();
    }

    /** Takes a fetch that the gate has let in. */
    void enqueue(Fetch fetch) {
        ready.add(fetch);
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    /** Starts what is ready now; what becomes ready meanwhile waits for the next call, so that no one is starved. */
    void startReady() {
        for (int left = ready.size(); left > 0; left--) {
            start(ready.poll());
        }
    }

    private void start(Fetch fetch) {
        if (fetch.claim(this)) {
            begin(fetch);
        } else {
            leaveGate();
            cancelWaiting(fetch);
        }
    }

    private void begin(Fetch fetch) {
        inFlight.add(fetch);
        unfinished++;
        try {
            send(fetch);
        } catch (RuntimeException e) {
            fail(fetch, Outcome.FAILED, e);
        }
    }

    private void send(Fetch fetch) {
        fetch.destination = pool.destination(fetch.request.origin());
        Connection idle = pool.take(fetch.destination);
        if (closing) {
            fail(fetch, Outcome.CANCELLED, null);
        } else if (idle != null) {
            idle.reuse(fetch);
        } else {
            sendOnFresh(fetch);
        }
    }

    private void sendOnFresh(Fetch fetch) {
        InetSocketAddress address = fetch.destination.address;
        if (address != null) {
            connect(fetch, address);
        } else {
            resolve(fetch);
        }
    }

    private void connect(Fetch fetch, InetSocketAddress address) {
        Connection fresh;
        try {
            fresh = new Connection(fetch.destination, address, this);
        } catch (IOException | RuntimeException e) {
            fail(fetch, Outcome.CONNECT_FAILED, e);
            return;
        }
        fresh.open(fetch);
    }

    private void resolve(Fetch fetch) {
        Destination destination = fetch.destination;
        destination.awaitingAddress.add(fetch);
        if (destination.awaitingAddress.size() == 1) {
            resolver.resolve(destination.origin, loop, (address, failure) -> resolved(destination, address, failure));
        }
    }

    private void resolved(Destination destination, InetSocketAddress address, Exception failure) {
        destination.address = address;
        for (int left = destination.awaitingAddress.size(); left > 0; left--) {
            Fetch fetch = destination.awaitingAddress.poll();
            if (fetch.hasEnded()) {
                continue;
            }
            if (failure == null) {
                connect(fetch, address);
            } else {
                fail(fetch, Outcome.CONNECT_FAILED, failure);
            }
        }
    }

    /** Sends the request of a fetch again, on a fresh connection, as the server had given up the one reused. */
    void retry(Fetch fetch) {
        pool.discard(fetch.connection);
        fetch.connection = null;
        sendOnFresh(fetch);
    }

    /** Ends a fetch whose response has arrived, after its processing step if it has one. */
    void complete(Connection connection, Fetch fetch, ResponseParser parser, boolean reusable) {
        FetchResult response = FetchResult.ok(fetch.request.id(), parser.status(), parser.bodyBytes(),
                parser.bodyCrc32c(), fetch.startedNanos);
        inFlight.remove(fetch);
        fetch.connection = null;
        if (reusable && keepAlive && !closing) {
            pool.put(connection);
        } else {
            pool.discard(connection);
        }
        leaveGate();
        if (fetch.request.processing() == Processing.NONE) {
            end(fetch, response);
        } else {
            fetch.response = response;
            processor.process(fetch, this);
        }
    }

    /** Ends a fetch whose processing step has ended, unless it was cancelled meanwhile. */
    void processed(Fetch fetch, FetchResult result) {
        if (!fetch.hasEnded()) {
            end(fetch, result);
        }
    }

    /** Ends a fetch in flight without a response; its connection can't be used again. */
    void fail(Fetch fetch, Outcome outcome, Throwable cause) {
        inFlight.remove(fetch);
        if (fetch.connection != null) {
            pool.discard(fetch.connection);
            fetch.connection = null;
        }
        if (outcome == Outcome.CONNECT_FAILED) {
            fetch.destination.distrustAddress();
        }
        leaveGate();
        end(fetch, fetch.failed(outcome, cause));
    }

    private void end(Fetch fetch, FetchResult result) {
        unfinished--;
        fetch.end(result);
    }

    private void leaveGate() {
        Fetch next = gate.leave();
        if (next != null) {
            next.letIn();
            ready.add(next);
        }
    }

    /** Closes an idle connection that has shown a sign of life. */
    void discardIdle(Connection connection) {
        pool.discard(connection);
    }

    /** Cancels a fetch that this engine has claimed. */
    void cancel(Fetch fetch) {
        if (fetch.hasEnded()) {
            return;
        }
        if (fetch.response != null) {
            end(fetch, fetch.failed(Outcome.CANCELLED, null));
        } else {
            fail(fetch, Outcome.CANCELLED, null);
        }
    }

    /** Reports a fetch that was cancelled before its turn came, if that has not been done. */
    void cancelWaiting(Fetch fetch) {
        if (fetch.claimReport()) {
            fetch.letIn();
            fetch.end(fetch.failed(Outcome.CANCELLED, null));
        }
    }

    /** Ends what is past its deadline. */
    void expire() {
        if (inFlight.first() == null) {
            return;
        }
        long now = System.nanoTime();
        for (Fetch late = inFlight.firstExpired(now); late != null; late = inFlight.firstExpired(now)) {
            fail(late, Outcome.TIMED_OUT, null);
        }
    }

    /** How long the selector may wait, as it takes it: milliseconds, 0 for as long as it likes. */
    long selectMillis() {
        return inFlight.millisToFirst(System.nanoTime());
    }

    /** Ends all that is in flight with the same outcome. */
    void failAll(Outcome outcome, Throwable cause) {
        while (inFlight.first() != null) {
            fail(inFlight.first(), outcome, cause);
        }
    }

    /** Cancels all that is in flight, and from now on whatever would start. */
    void close() {
        closing = true;
        pool.clear();
        failAll(Outcome.CANCELLED, null);
    }

    /** Whether this engine is closing and every fetch of it has ended. */
    boolean isDone() {
        return closing && unfinished == 0 && ready.isEmpty();
    }
}
