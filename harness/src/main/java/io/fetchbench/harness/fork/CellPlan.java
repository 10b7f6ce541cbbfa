package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Origin;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Workload;
import java.time.Duration;

/**
 * What a fork is told when it reports for work.
 *
 * @param style the provider's name
 * @param workload what to do
 * @param origin the mock server
 */
public record CellPlan(String style, Workload workload, Origin origin) {
    /** Warm-up is about compilers and caches, so it does not sit through long delays. */
    private static final Duration LONGEST_WARM_UP_DELAY = Duration.ofMillis(5);
    /** A closed drive goes round in these. */
    private static final int CLOSED_REQUESTS = 4096;

    /** {@return the requests of a measured slice, in the order every style gets them} */
    FetchRequest[] requests() {
        return requests(workload.delay());
    }

    /** {@return the same with delays cut short} */
    FetchRequest[] warmUpRequests() {
        Duration delay = workload.delay();
        return requests(delay.compareTo(LONGEST_WARM_UP_DELAY) > 0 ? LONGEST_WARM_UP_DELAY : delay);
    }

    private FetchRequest[] requests(Duration delay) {
        String target = workload.target(delay.toNanos());
        var requests = new FetchRequest[workload.drive() == Drive.BATCH ? workload.fetches() : CLOSED_REQUESTS];
        for (int i = 0; i < requests.length; i++) {
            requests[i] = new FetchRequest(i, origin, target);
        }
        return requests;
    }

    /** {@return how long callers keep starting fetches in a measured slice} */
    long sliceNanos() {
        return workload.drive() == Drive.BATCH ? 0 : workload.slice().toNanos();
    }

    /** {@return after how long a fetch of which nothing is heard counts as lost} */
    Duration longestWait() {
        int waves = workload.drive() == Drive.BATCH ? Math.ceilDiv(workload.fetches(), workload.inFlight()) : 1;
        return workload.timeout().multipliedBy(waves).plusSeconds(10);
    }
}
