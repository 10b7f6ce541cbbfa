package io.fetchbench.style.nio;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.InFlightGate;
import io.fetchbench.fetch.ProcessingMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;

/**
 * Accepts fetches and hands them to its loops.
 *
 * <p>A fetch accepted on a loop's thread stays on that loop. One from outside goes to each loop in turn if the gate lets
 * it in; if it has to wait, then later to the loop whose fetch made room for it.
 *
 * <p>Nothing accepted is lost on closing: {@code fetch} from outside holds a read lock from looking whether the fetcher
 * is closed to handing the fetch over. So once {@code close} has had the write lock, every accepted fetch is known to a
 * loop or waits at the gate behind one that is, and no loop ends before its fetches have.
 */
final class NioFetcher implements Fetcher {
    private final InFlightGate<Fetch> gate;
    private final Resolver resolver = new Resolver();
    private final List<Processor> processors;
    private final Loop[] loops;
    private final AtomicInteger handedOut = new AtomicInteger();
    private final StampedLock accepting = new StampedLock();
    private volatile boolean closed;

    NioFetcher(FetchOptions options) {
        gate = new InFlightGate<>(options.maxInFlight());
        loops = openLoops(options.ioThreads());
        processors = options.processingMode() == ProcessingMode.HANDED_OFF
                ? List.of(new PoolProcessor(options.processingThreads()))
                : Stream.<Processor>generate(InlineProcessor::new).limit(loops.length).toList();
        int maxIdle = Math.ceilDiv(options.maxIdleConnections(), loops.length);
        for (int i = 0; i < loops.length; i++) {
            Processor processor = processors.get(i % processors.size());
            loops[i].start(new Engine(loops[i], options, gate, resolver, processor, maxIdle));
        }
    }

    private static Loop[] openLoops(int count) {
        Loop[] loops = new Loop[count];
        for (int i = 0; i < count; i++) {
            try {
                loops[i] = new Loop("nio-callbacks-" + i);
            } catch (IOException e) {
                for (int opened = 0; opened < i; opened++) {
                    loops[opened].abandon();
                }
                throw new UncheckedIOException("selector: expected to open one, got " + e.getMessage(), e);
            }
        }
        return loops;
    }

    @Override
    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(listener, "listener");
        Fetch fetch = new Fetch(request, listener, this);
        Loop current = currentLoop();
        if (current != null) {
            requireOpen();
            if (gate.enter(fetch)) {
                fetch.letIn();
                current.engine().enqueue(fetch);
            }
        } else {
            acceptFromOutside(fetch);
        }
        return fetch;
    }

    private void acceptFromOutside(Fetch fetch) {
        long stamp = accepting.readLock();
        try {
            requireOpen();
            if (gate.enter(fetch)) {
                fetch.letIn();
                Engine engine = nextLoop().engine();
                engine.loop().execute(() -> engine.enqueue(fetch));
            }
        } finally {
            accepting.unlockRead(stamp);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("fetcher: expected an open one, got one that is closed, open another");
        }
    }

    /** The loop whose thread this is, or else each in turn. */
    Loop currentOrNextLoop() {
        Loop current = currentLoop();
        return current != null ? current : nextLoop();
    }

    private Loop nextLoop() {
        return loops.length == 1 ? loops[0] : loops[Math.floorMod(handedOut.getAndIncrement(), loops.length)];
    }

    private Loop currentLoop() {
        for (Loop loop : loops) {
            if (loop.isCurrent()) {
                return loop;
            }
        }
        return null;
    }

    @Override
    public void close() {
        if (currentLoop() != null) {
            throw new IllegalStateException(
                    "fetcher: expected to be closed by another thread, got closed by a listener of its own");
        }
        long stamp = accepting.writeLock();
        closed = true;
        accepting.unlockWrite(stamp);
        processors.forEach(Processor::cancelAll);
        for (Loop loop : loops) {
            loop.close();
        }
        for (Loop loop : loops) {
            loop.join();
        }
        processors.forEach(Processor::awaitEnd);
        resolver.close();
    }
}
