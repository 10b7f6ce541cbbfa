package io.fetchbench.mockserver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What one event loop counts. Belongs to that loop alone, so that counting needs no atomic operation. */
final class LoopCounters {
    private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long MAX_ERROR_NANOS = TimeUnit.HOURS.toNanos(1);

    /** By hundreds; 2 to 5 are used. */
    private final long[] responses = new long[6];
    private final Histogram delayErrorNanos = new Histogram(MAX_ERROR_NANOS, 3);
    private final long[] faults = new long[Fault.Kind.values().length];
    private long requests;
    private long lateDelays;

    void request() {
        requests++;
    }

    void response(int status) {
        responses[status / 100]++;
    }

    void fault(Fault.Kind kind) {
        faults[kind.ordinal()]++;
    }

    /** A millisecond is nothing to a delay of seconds. */
    void delayError(long nanos, long delayNanos) {
        lateDelays += nanos > Math.max(LATE_NANOS, delayNanos / 100) ? 1 : 0;
        delayErrorNanos.recordValue(Math.clamp(nanos, 0, MAX_ERROR_NANOS));
    }

    /** Adds these to a sum. */
    void addTo(LoopCounters sum) {
        sum.requests += requests;
        sum.lateDelays += lateDelays;
        for (int i = 0; i < faults.length; i++) {
            sum.faults[i] += faults[i];
        }
        for (int i = 0; i < responses.length; i++) {
            sum.responses[i] += responses[i];
        }
        sum.delayErrorNanos.add(delayErrorNanos);
    }

    LoopCounters copy() {
        LoopCounters copy = new LoopCounters();
        addTo(copy);
        return copy;
    }

    /** {@return how often each fault was done, by its name} */
    Map<String, Long> faults() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Fault.Kind kind : Fault.Kind.values()) {
            counts.put(kind.label(), faults[kind.ordinal()]);
        }
        return counts;
    }

    long requests() {
        return requests;
    }

    long responses(int hundreds) {
        return responses[hundreds];
    }

    MockServerStats.DelayError delayErrorUs() {
        return new MockServerStats.DelayError(delayErrorNanos.getTotalCount(), percentileUs(50), percentileUs(90),
                percentileUs(99), percentileUs(99.9), delayErrorNanos.getMaxValue() / 1e3, lateDelays);
    }

    private double percentileUs(double percentile) {
        return delayErrorNanos.getValueAtPercentile(percentile) / 1e3;
    }
}
