package io.fetchbench.harness.fork;

import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.harness.record.Slice;
import java.util.Optional;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Starts fetches the way its drive says, and gives account of them. One turn at a time. */
sealed interface Driver extends AutoCloseable permits CallersDriver, OpenDriver, CancelDriver {

    /**
     * The driver of a plan.
     *
     * @param plan what to do
     * @param provider the style
     * @param meter what costs are read from
     * @return with its fetcher open
     */
    static Driver of(CellPlan plan, FetcherProvider provider, Meter meter) {
        return of(plan, () -> provider.open(plan.workload().fetchOptions()), meter);
    }

    /** The same with fetchers from elsewhere. */
    static Driver of(CellPlan plan, Supplier<Fetcher> opener, Meter meter) {
        return switch (plan.workload().drive()) {
            case BATCH, CLOSED -> new CallersDriver(plan, opener.get(), meter);
            case OPEN -> new OpenDriver(plan, opener.get(), meter);
            case CANCEL -> new CancelDriver(plan, opener, meter);
        };
    }

    /** {@return the accounts of a part of a warm-up slice} */
    Slice warmUpStep() throws InterruptedException;

    /** Does once what is measured later, where warming up did it in another way. */
    void rehearse() throws InterruptedException;

    /**
     * One measured slice.
     *
     * @param turn its number
     * @return the accounts
     * @throws RuntimeException what the fetcher threw instead of accepting a fetch
     */
    Slice run(int turn) throws InterruptedException;

    /**
     * {@return the latencies of the last slice, from leaving the style's queue, or of callers that go on from handing over}
     */
    Histogram latencyNanos();

    /** {@return the same from the intended start; empty where no start is intended} */
    default Optional<Histogram> intendedNanos() {
        return Optional.empty();
    }

    @Override
    void close();
}
