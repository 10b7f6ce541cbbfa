package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.stats.Medians;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What work a fork injects, and what it says of it; that a slowdown of 30 % is found is for the project's CI. */
class InjectedWorkTest {
    private static final int FETCHES = 4_000;
    private static final FetchRequest REQUEST = new FetchRequest(7, new Origin("localhost", 1), "/");
    /** What the style is made to cost by itself, per fetch. */
    private static final double OWN_NANOS = 4_000;

    @Test
    void theWorkTakesItsShareOfWhatTheStyleCostsByItself() throws Exception {
        // The median over some slices: a busy machine may disturb one.
        double burnt = Medians.median(burntPerFetch(new InjectedWork(0.5)));
        assertThat(burnt / OWN_NANOS).isCloseTo(0.5, within(0.1));
    }

    @Test
    void theShareItNamesIsTheShareItBurns() throws Exception {
        var work = new InjectedWork(0.5);
        double burnt = Medians.median(burntPerFetch(work));
        assertThat(work.share()).isCloseTo(burnt / OWN_NANOS, within(0.1));
    }

    @Test
    void aStyleThatCostsLessThanItSeemedGetsLess() throws Exception {
        var work = new InjectedWork(0.5);
        Fetcher fetcher = work.before(new Recorded());
        work.guess(() -> slice(burn(fetcher) + 10 * OWN_NANOS));
        double before = burn(fetcher);
        for (int i = 0; i < 5; i++) {
            work.learn(slice(burn(fetcher) + OWN_NANOS));
        }
        assertThat(burn(fetcher)).isLessThan(before / 4);
    }

    @Test
    void aShareOfNothingIsNothing() throws Exception {
        var work = new InjectedWork(0);
        assertThat(Medians.median(burntPerFetch(work))).isLessThan(0.1 * OWN_NANOS);
        assertThat(work.share()).isZero();
    }

    @Test
    void everyFetchIsPassedOn() {
        var recorded = new Recorded();
        try (Fetcher slowed = new InjectedWork(0.1).before(recorded)) {
            IntStream.range(0, 100).forEach(_ -> slowed.fetch(REQUEST, _ -> {}));
        }
        assertThat(recorded.passed).hasSize(100).containsOnly(REQUEST);
        assertThat(recorded.closed).isTrue();
    }

    private static final class Recorded implements Fetcher {
        private final List<FetchRequest> passed = new ArrayList<>();
        private boolean closed;

        @Override
        public FetchHandle fetch(FetchRequest next, FetchListener listener) {
            passed.add(next);
            return () -> {};
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** Slices of a style that costs the same in each. */
    private static DoubleStream burntPerFetch(InjectedWork work) throws InterruptedException {
        Fetcher fetcher = work.before(new Recorded());
        work.guess(() -> slice(burn(fetcher) + OWN_NANOS));
        double[] burnt = new double[9];
        for (int i = 0; i < burnt.length; i++) {
            burnt[i] = burn(fetcher);
            work.learn(slice(burnt[i] + OWN_NANOS));
        }
        return Arrays.stream(burnt);
    }

    /** Processor time that a fetch took, with the work in it and next to nothing else. */
    private static double burn(Fetcher fetcher) {
        var threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < FETCHES; i++) {
            fetcher.fetch(REQUEST, _ -> {});
        }
        return (double) (threads.getCurrentThreadCpuTime() - start) / FETCHES;
    }

    private static Slice slice(double cpuPerFetch) {
        long cpu = Math.round(cpuPerFetch * FETCHES);
        return new Slice(0, FETCHES, Map.of(Outcome.OK, (long) FETCHES), 0, 0, cpu, cpu, 0);
    }
}
