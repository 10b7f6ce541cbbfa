package io.fetchbench.harness.session;

import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.Workload;
import java.time.Duration;

/** How long a run is expected to take; for progress only. */
public final class Estimate {
    /** A JVM with JMH in it, started on one core together with others. */
    static final Duration FORK_START = Duration.ofMillis(1500);

    private Estimate() {}

    static Duration of(Suite suite, int arms) {
        return suite.workloads().stream()
                .map(workload -> of(workload, arms, workload.rounds()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Of some rounds.
     *
     * @param workload what is run
     * @param arms how many take part
     * @param rounds how many
     * @return the time expected
     */
    public static Duration of(Workload workload, int arms, int rounds) {
        return ofFork(workload).multipliedBy((long) arms * rounds);
    }

    private static Duration ofFork(Workload workload) {
        return FORK_START.plus(workload.warmUp()).plus(workload.shortestSlice()
                .multipliedBy(workload.settlingTurns() + workload.slices()));
    }
}
