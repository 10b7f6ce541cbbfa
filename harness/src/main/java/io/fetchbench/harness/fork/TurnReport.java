package io.fetchbench.harness.fork;

import io.fetchbench.harness.record.Footprint;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.WarmUp;

/**
 * What a fork says at the end of a turn; what the turn was not about is null.
 *
 * @param warmUp how the fork warmed up
 * @param slice what it did and cost
 * @param latencyNanos the slice's latencies, as HdrHistogram's compressed encoding
 * @param intendedNanos the same from the intended start, where there is one
 * @param footprint what fetches in flight keep in memory
 * @param injected work injected per fetch, as a share of the style's own CPU time
 * @param cpuClock where CPU time was read from
 * @param error why the fork can't go on, one sentence
 */
public record TurnReport(WarmUp warmUp, Slice slice, byte[] latencyNanos, byte[] intendedNanos, Footprint footprint,
        Double injected, String cpuClock, String error) {
    static TurnReport ofWarmUp(WarmUp warmUp, String cpuClock) {
        return new TurnReport(warmUp, null, null, null, null, null, cpuClock, null);
    }

    static TurnReport ofSlice(Slice slice, byte[] latencyNanos, byte[] intendedNanos) {
        return new TurnReport(null, slice, latencyNanos, intendedNanos, null, null, null, null);
    }

    static TurnReport ofEnd(Footprint footprint, Double injected) {
        return new TurnReport(null, null, null, null, footprint, injected, null, null);
    }

    static TurnReport failed(String error) {
        return new TurnReport(null, null, null, null, null, null, null, error);
    }
}
