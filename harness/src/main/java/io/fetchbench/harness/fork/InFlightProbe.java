package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.harness.draw.PlannedFetch;
import io.fetchbench.harness.record.Footprint;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds what fetches in flight keep in memory: a fetcher of its own is given as many as may be in flight, which the server
 * answers too late for any to end; the heap is collected and the process looked at before and then. Done when all slices
 * are: the code is warm, and nothing is disturbed.
 */
final class InFlightProbe {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    /** Longer than that, but not so long that a style whose close() cancels nothing holds everybody up. */
    private static final long SERVER_DELAY_NANOS = LONGEST_WAIT.plusSeconds(1).toNanos();
    private static final long LOOK_EVERY_NANOS = 1_000_000;

    private InFlightProbe() {}

    /**
     * Looks.
     *
     * @param plan whose options and server to use
     * @param provider the style
     * @return empty if the workload has too few in flight, or they were not in flight in time
     */
    static Optional<Footprint> look(CellPlan plan, FetcherProvider provider) {
        int count = plan.workload().mostInFlight();
        if (count < Footprint.FEWEST_IN_FLIGHT) {
            return Optional.empty();
        }
        var request = new FetchRequest(0, plan.origin(),
                new PlannedFetch(SERVER_DELAY_NANOS, null).target(plan.workload().bodyBytes()));
        var ended = new AtomicBoolean();
        try (Fetcher fetcher = provider.open(plan.workload().fetchOptions())) {
            long heapBefore = Memory.liveHeapBytes();
            Long residentBefore = Memory.residentBytes();
            Held heldBefore = Held.now();
            for (int i = 0; i < count; i++) {
                fetcher.fetch(request, _ -> ended.set(true));
            }
            if (!inFlight(count, heldBefore, ended)) {
                return Optional.empty();
            }
            Long resident = Memory.residentBytes();
            long heap = Memory.liveHeapBytes();
            return Optional.of(new Footprint((double) (heap - heapBefore) / count,
                    resident == null || resident <= residentBefore ? null
                            : (double) (resident - residentBefore) / count));
        }
    }

    /** Each has a connection of its own. */
    private static boolean inFlight(int count, Held before, AtomicBoolean ended) {
        long start = System.nanoTime();
        while (Held.now().minus(before).descriptors() < count) {
            if (ended.get() || System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return !ended.get();
    }
}
