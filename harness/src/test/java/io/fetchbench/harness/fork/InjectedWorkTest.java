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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What work a fork injects, and what it says of it; that a slowdown of 30 % is found is for the project's CI. */
class InjectedWorkTest {
    private static final int FETCHES = 4_000;
    private static final FetchRequest REQUEST = new FetchRequest(7, new Origin("localhost", 1), "/");
    /** What the style is made to cost by itself, per fetch. */
    private static final double OWN_NANOS = 4_000;

    private final Processor processor = new Processor();

    /** Its time is the work it was given, so that what a test finds is not up to the machine. */
    private static final class Processor implements IntToLongFunction {
        private static final long INTERRUPTED_EVERY_NANOS = 100_000;
        private static final long INTERRUPT_NANOS = 10_000;
        private static final int LOST_EVERY = 20;
        private static final long LOST_NANOS = 10_000_000;

        private double nanosPerRound = 1.6;
        private long portions;
        private long busyNanos;
        private long lastNanos;

        @Override
        public long applyAsLong(int rounds) {
            long nanos = Math.round(rounds * nanosPerRound);
            lastNanos = nanos;
            long interrupts = (busyNanos + nanos) / INTERRUPTED_EVERY_NANOS - busyNanos / INTERRUPTED_EVERY_NANOS;
            nanos += interrupts * INTERRUPT_NANOS;
            busyNanos += nanos;
            // Now and then somebody else has it for a while, which takes time and costs nothing.
            return ++portions % LOST_EVERY == 0 ? nanos + LOST_NANOS : nanos;
        }
    }

    @Test
    void theWorkTakesItsShareOfWhatTheStyleCostsByItself() throws Exception {
        var work = new InjectedWork(0.03, processor);
        assertThat(burntPerFetch(work))
                .allSatisfy(burnt -> assertThat(burnt / OWN_NANOS).isCloseTo(0.03, within(0.001)));
    }

    @Test
    void theShareItNamesIsTheShareItBurns() throws Exception {
        var work = new InjectedWork(0.5, processor);
        double burnt = Medians.median(burntPerFetch(work).stream().mapToDouble(Double::doubleValue));
        assertThat(work.share()).isCloseTo(burnt / OWN_NANOS, within(0.002));
    }

    @Test
    void aPortionIsNoLongerThanTenMicroseconds() throws Exception {
        burntPerFetch(new InjectedWork(0.5, processor));
        assertThat(processor.lastNanos).isBetween(5_000L, 10_000L);
    }

    @Test
    void whatASingleFetchIsDueIsNotSpread() throws Exception {
        var work = new InjectedWork(5, processor);
        burntPerFetch(work);
        long before = processor.portions;
        burn(work.before(new Recorded()));
        assertThat(processor.portions - before).isEqualTo(FETCHES);
        assertThat(processor.lastNanos / OWN_NANOS).isCloseTo(5, within(0.6));
    }

    @Test
    void sixteenFetchesShareAPortionAtMost() throws Exception {
        burntPerFetch(new InjectedWork(0.03, processor));
        assertThat(processor.lastNanos / OWN_NANOS).isCloseTo(16 * 0.03, within(0.05));
    }

    @Test
    void aProcessorThatGetsSlowerIsGivenFewerRounds() throws Exception {
        var work = new InjectedWork(0.5, processor);
        burntPerFetch(work);
        processor.nanosPerRound *= 3;
        List<Double> slower = burntPerFetch(work);
        assertThat(slower.getLast() / OWN_NANOS).isCloseTo(0.5, within(0.01));
    }

    @Test
    void aStyleThatCostsLessThanItSeemedGetsLess() throws Exception {
        var work = new InjectedWork(0.5, processor);
        Fetcher fetcher = work.before(new Recorded());
        work.guess(() -> slice(burn(fetcher) + 10 * OWN_NANOS));
        double before = burn(fetcher);
        for (int i = 0; i < 5; i++) {
            work.learn(slice(burn(fetcher) + OWN_NANOS));
        }
        assertThat(burn(fetcher)).isLessThan(before / 4);
    }

    @Test
    void inASliceTooShortForAPortionNothingWasInjected() throws Exception {
        var work = new InjectedWork(0.5, processor);
        work.guess(() -> slice(OWN_NANOS));
        work.learn(slice(OWN_NANOS));
        assertThat(work.share()).isZero();
    }

    @Test
    void aShareOfNothingIsNothing() throws Exception {
        var work = new InjectedWork(0, processor);
        assertThat(burntPerFetch(work)).containsOnly(0.0);
        assertThat(work.share()).isZero();
    }

    @Test
    void everyFetchIsPassedOn() {
        var recorded = new Recorded();
        try (Fetcher slowed = new InjectedWork(0.1, processor).before(recorded)) {
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
    private List<Double> burntPerFetch(InjectedWork work) throws InterruptedException {
        Fetcher fetcher = work.before(new Recorded());
        work.guess(() -> slice(burn(fetcher) + OWN_NANOS));
        List<Double> burnt = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            burnt.add(burn(fetcher));
            work.learn(slice(burnt.getLast() + OWN_NANOS));
        }
        return burnt;
    }

    /** Processor time that a fetch took for the work in it. */
    private double burn(Fetcher fetcher) {
        long start = processor.busyNanos;
        for (int i = 0; i < FETCHES; i++) {
            fetcher.fetch(REQUEST, _ -> {});
        }
        return (double) (processor.busyNanos - start) / FETCHES;
    }

    private static Slice slice(double cpuPerFetch) {
        long cpu = Math.round(cpuPerFetch * FETCHES);
        return new Slice(0, FETCHES, Map.of(Outcome.OK, (long) FETCHES), 0, 0, cpu, cpu, 0);
    }
}
