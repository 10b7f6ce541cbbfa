package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchResult;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** A listener that waits for one result at a time, and counts a second one as what it is. */
abstract class PendingFetch implements FetchListener {
    private static final VarHandle OUT;

    static {
        try {
            OUT = MethodHandles.lookup().findVarHandle(PendingFetch.class, "out", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Tally tally;
    /** Whether a fetch is out: what tells a second result for one fetch from the first. */
    @SuppressWarnings("unused") // through OUT
    private volatile boolean out;
    private long id;
    private ExpectedResponse due;

    PendingFetch(Tally tally) {
        this.tally = tally;
    }

    /** To be called before each fetch, with what must become of it. */
    final void expect(long fetchId, ExpectedResponse response) {
        id = fetchId;
        due = response;
        OUT.setVolatile(this, true);
    }

    @Override
    public final void onResult(FetchResult result) {
        long now = System.nanoTime();
        if (!OUT.compareAndSet(this, true, false)) {
            tally.addRepeated();
            return;
        }
        tally.add(result, id, due, startNanos(result), now);
        ended(result, now);
    }

    /** When the fetch started, on the clock of {@link System#nanoTime()}: as the style says, where there may be a queue. */
    long startNanos(FetchResult result) {
        return result.startedNanos();
    }

    /** The first result of the fetch has been counted. */
    abstract void ended(FetchResult result, long nowNanos);
}
