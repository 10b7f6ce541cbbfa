package io.fetchbench.style.coroutine;

import io.fetchbench.coroutine.Carrier;
import io.fetchbench.coroutine.EventLoop;
import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.InFlightGate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.StampedLock;

/**
 * Accepts fetches and hands them to its loops.
 *
 * <p>A fetch accepted inside a loop stays on that loop. One from outside goes to each loop in turn if the gate lets it in;
 * if it has to wait, then later to the loop whose fetch made room for it.
 *
 * <p>Nothing accepted is lost on closing: {@code fetch} from outside holds a read lock from looking whether the fetcher is
 * closed to handing the fetch over. So once {@code close} has had the write lock, every accepted fetch is known to a loop
 * or waits at the gate behind one that is, and no loop ends before its fetches have.
 */
final class CoroutineLoopFetcher implements Fetcher {
    private final InFlightGate<Fetch> gate;
    private final Workers workers;
    private final List<FetchLoop> loops = new ArrayList<>();
    private final AtomicInteger handedOut = new AtomicInteger();
    private final StampedLock accepting = new StampedLock();
    private volatile boolean closed;

    CoroutineLoopFetcher(FetchOptions options, Carrier carrier) {
        gate = new InFlightGate<>(options.maxInFlight());
        workers = new Workers(options);
        for (int i = 0; i < options.ioThreads(); i++) {
            loops.add(new FetchLoop("coroutine-loop-" + i, carrier, options, gate, workers));
        }
        loops.forEach(FetchLoop::start);
    }

    @Override
    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(listener, "listener");
        Fetch fetch = new Fetch(request, listener, this);
        FetchLoop current = currentLoop();
        if (current != null) {
            requireOpen();
            if (gate.enter(fetch)) {
                fetch.letIn();
                current.begin(fetch);
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
                FetchLoop loop = nextLoop();
                loop.execute(() -> loop.begin(fetch));
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

    /** The loop that runs the caller, or else each in turn. */
    FetchLoop currentOrNextLoop() {
        FetchLoop current = currentLoop();
        return current != null ? current : nextLoop();
    }

    private FetchLoop nextLoop() {
        return loops.get(Math.floorMod(handedOut.getAndIncrement(), loops.size()));
    }

    private FetchLoop currentLoop() {
        EventLoop running = EventLoop.running();
        if (running == null) {
            return null;
        }
        for (FetchLoop loop : loops) {
            if (loop.runs(running)) {
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
        workers.cancelAll();
        loops.forEach(FetchLoop::close);
        loops.forEach(FetchLoop::join);
        workers.awaitEnd();
    }
}
