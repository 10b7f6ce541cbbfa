package io.fetchbench.harness.session;

import io.fetchbench.harness.record.LatencyLogs;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/** Latencies of one fork's slices: an interval a slice, or some neighbours together where there are many. */
final class Latencies {
    private static final int MOST_INTERVALS = 10;

    private final int slicesPerInterval;
    private final List<Histogram> intervals = new ArrayList<>();
    private final Histogram merged = new Histogram(3);
    private int slices;

    Latencies(int slices) {
        slicesPerInterval = Math.ceilDiv(slices, MOST_INTERVALS);
    }

    /** Adds a slice in HdrHistogram's compressed encoding. */
    void add(byte[] encoded, Instant start) {
        Histogram slice = decode(encoded);
        merged.add(slice);
        if (slices++ % slicesPerInterval == 0) {
            LatencyLogs.stamp(slice, start, Instant.now());
            intervals.add(slice);
        } else {
            Histogram interval = intervals.getLast();
            interval.setAutoResize(true);
            interval.add(slice);
            interval.setEndTimeStamp(Instant.now().toEpochMilli());
        }
    }

    private static Histogram decode(byte[] encoded) {
        try {
            return Histogram.decodeFromCompressedByteBuffer(ByteBuffer.wrap(encoded), 0);
        } catch (DataFormatException e) {
            throw new IllegalStateException("a fork's histogram can't be decoded", e);
        }
    }

    /** {@return in order of time, each with its time stamps} */
    List<Histogram> intervals() {
        return intervals;
    }

    /** {@return all of them together} */
    Histogram merged() {
        return merged;
    }
}
