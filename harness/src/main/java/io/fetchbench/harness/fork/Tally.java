package io.fetchbench.harness.fork;

import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/** What became of a slice's fetches. Counting allocates nothing. Thread-safe, but for {@link #begin()}. */
final class Tally {
    private static final long LONGEST_LATENCY_NANOS = TimeUnit.HOURS.toNanos(3);
    private static final int SIGNIFICANT_DIGITS = 3;
    private static final Outcome[] OUTCOMES = Outcome.values();

    private final AtomicHistogram latencyNanos = newHistogram();
    private final AtomicLongArray outcomes = new AtomicLongArray(OUTCOMES.length);
    private final AtomicLong otherThanScheduled = new AtomicLong();
    private final AtomicLong wrongResponses = new AtomicLong();
    private final AtomicLong repeatedResults = new AtomicLong();

    /** Starts from zero. */
    void begin() {
        latencyNanos.reset();
        otherThanScheduled.set(0);
        wrongResponses.set(0);
        repeatedResults.set(0);
        for (int i = 0; i < OUTCOMES.length; i++) {
            outcomes.set(i, 0);
        }
    }

    /**
     * Counts the first result of a fetch.
     *
     * @param result what the style says
     * @param id which fetch it was asked for
     * @param due what must become of that fetch
     * @param startNanos from when its latency is counted
     * @param nowNanos when the result came
     */
    void add(FetchResult result, long id, ExpectedResponse due, long startNanos, long nowNanos) {
        outcomes.incrementAndGet(result.outcome().ordinal());
        if (!due.allows(result.outcome())) {
            otherThanScheduled.incrementAndGet();
        } else if (result.outcome() == Outcome.OK) {
            addGood(result, id, due, nowNanos - startNanos, nowNanos - result.startedNanos());
        }
    }

    private void addGood(FetchResult result, long id, ExpectedResponse due, long latency, long latencyByStyle) {
        if (result.id() == id && due.matches(result) && isOne(latency) && isOne(latencyByStyle)) {
            latencyNanos.recordValue(latency);
        } else {
            wrongResponses.incrementAndGet();
        }
    }

    private static boolean isOne(long latency) {
        return latency >= 0 && latency <= LONGEST_LATENCY_NANOS;
    }

    /** Counts a result that came after the first for its fetch. */
    void addRepeated() {
        repeatedResults.incrementAndGet();
    }

    /** {@return how fetches ended, by kind; kinds without any are absent} */
    Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Outcome outcome : OUTCOMES) {
            long count = outcomes.get(outcome.ordinal());
            if (count > 0) {
                counts.put(outcome, count);
            }
        }
        return counts;
    }

    long otherThanScheduled() {
        return otherThanScheduled.get();
    }

    long wrongResponses() {
        return wrongResponses.get();
    }

    long repeatedResults() {
        return repeatedResults.get();
    }

    /** {@return a copy of the latencies of those that ended OK as they should} */
    Histogram latencyNanos() {
        return copy(latencyNanos);
    }

    /** {@return an empty histogram for latencies in nanoseconds} */
    static AtomicHistogram newHistogram() {
        return new AtomicHistogram(LONGEST_LATENCY_NANOS, SIGNIFICANT_DIGITS);
    }

    static Histogram copy(AtomicHistogram histogram) {
        Histogram copy = new Histogram(LONGEST_LATENCY_NANOS, SIGNIFICANT_DIGITS);
        copy.add(histogram);
        return copy;
    }
}
