package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Origin;
import io.fetchbench.harness.draw.FetchPlan;
import io.fetchbench.harness.draw.PlannedFetch;
import io.fetchbench.harness.draw.Schedule;
import io.fetchbench.harness.suite.BodyStep;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Workload;
import java.time.Duration;
import java.util.List;

/**
 * What a fork is told when it reports for work.
 *
 * @param style the provider's name
 * @param workload what to do
 * @param origin the mock server
 * @param injected extra work to burn per fetch, as a share of the style's own CPU time; null for none
 */
public record CellPlan(String style, Workload workload, Origin origin, Double injected) {
    /** Warm-up is about compilers and caches, so it does not sit through long delays. */
    private static final long LONGEST_WARM_UP_DELAY_NANOS = Duration.ofMillis(5).toNanos();
    private static final Duration LONGEST_WARM_UP_STEP = Duration.ofNanos(100_000);
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /** {@return the work of a measured slice, in the order every style gets it} */
    Work work() {
        return work(workload.plan(), workload.bodyStep());
    }

    /** {@return the same without faults, and with delays and body steps cut short} */
    Work warmUpWork() {
        return work(new FetchPlan(workload.plan().fetches().stream().map(CellPlan::quick).toList()),
                workload.bodyStep().noLongerThan(LONGEST_WARM_UP_STEP));
    }

    private static PlannedFetch quick(PlannedFetch fetch) {
        return new PlannedFetch(Math.min(fetch.delayNanos(), LONGEST_WARM_UP_DELAY_NANOS), null);
    }

    private Work work(FetchPlan plan, BodyStep bodyStep) {
        List<PlannedFetch> fetches = plan.fetches();
        var requests = new FetchRequest[fetches.size()];
        var expected = new ExpectedResponse[fetches.size()];
        ExpectedResponse whole = ExpectedResponse.ofSize(workload.bodyBytes());
        ExpectedResponse good = workload.drive() == Drive.CANCEL ? whole.orCancelled() : whole;
        for (int i = 0; i < requests.length; i++) {
            PlannedFetch fetch = fetches.get(i);
            requests[i] = new FetchRequest(i, origin, fetch.target(workload.bodyBytes()),
                    bodyStep.processing());
            expected[i] = fetch.fault() == null ? good : good.as(fetch.outcome(), fetch.status());
        }
        return new Work(new Schedule(plan), requests, expected);
    }

    /** {@return how long callers keep starting fetches in a measured slice} */
    long sliceNanos() {
        return workload.drive().handsOverAll() ? 0 : workload.slice().toNanos();
    }

    /**
     * {@return after how long a fetch of which nothing is heard counts as lost: when all before it may have timed out, and a
     * single thread may have done the body steps of all}
     */
    Duration longestWait() {
        boolean closed = workload.drive() == Drive.CLOSED;
        int fetches = closed ? workload.inFlight() : workload.plan().fetches().size();
        int waves = Math.ceilDiv(fetches, workload.inFlight());
        return workload.timeout().multipliedBy(waves).plus(workload.bodyStep().longest().multipliedBy(fetches))
                .plus(MARGIN);
    }

    /**
     * {@return after how long a fork that has not reported its turn hangs: no turn waits more than three times for what may
     * be lost}
     */
    public Duration longestTurn() {
        return workload.warmUp().plus(workload.slice()).plus(longestWait().multipliedBy(3)).plus(MARGIN);
    }
}
