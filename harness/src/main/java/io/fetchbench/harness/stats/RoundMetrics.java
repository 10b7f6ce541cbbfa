package io.fetchbench.harness.stats;

import io.fetchbench.harness.record.Footprint;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Usage;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Workload;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** What one fork's turns come to: one number a metric. */
public final class RoundMetrics {
    private static final Map<Metric, Double> ACTUAL = Map.of(Metric.LATENCY_P50, 50.0, Metric.LATENCY_P90, 90.0,
            Metric.LATENCY_P99, 99.0, Metric.LATENCY_P99_9, 99.9, Metric.LATENCY_P99_99, 99.99, Metric.LATENCY_MAX,
            100.0);
    private static final Map<Metric, Double> INTENDED = Map.of(Metric.INTENDED_P50, 50.0, Metric.INTENDED_P90, 90.0,
            Metric.INTENDED_P99, 99.0, Metric.INTENDED_P99_9, 99.9, Metric.INTENDED_P99_99, 99.99,
            Metric.INTENDED_MAX, 100.0);

    /** What a slice has by itself and the median over slices is of. */
    private static final List<Metric> COSTS = List.of(Metric.THROUGHPUT, Metric.CPU, Metric.ALLOCATED,
            Metric.SERVER_CPU, Metric.VOLUNTARY_SWITCHES, Metric.INVOLUNTARY_SWITCHES);
    private static final List<Metric> KEPT = List.of(Metric.PEAK_THREADS, Metric.RESIDENT, Metric.LIVE_HEAP);

    private RoundMetrics() {}

    /**
     * Medians over slices, and percentiles of the merged latencies.
     *
     * @param workload what was run
     * @param slices the fork's turns
     * @param latencyNanos the latencies of all these turns together
     * @param intendedNanos the same from the intended start; null where there is none
     * @return a number for each metric that has a meaning here
     */
    public static Map<Metric, Double> of(Workload workload, List<Slice> slices, Histogram latencyNanos,
            Histogram intendedNanos) {
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        if (slices.isEmpty()) {
            return metrics;
        }
        switch (workload.drive()) {
            case BATCH -> putMakespan(metrics, workload, slices);
            case OPEN -> metrics.put(Metric.LATE, median(slices, slice -> slice.pace().late()));
            case CANCEL -> metrics.put(Metric.RELEASE, median(slices, slice -> slice.release().freedNanos() / 1e6));
            case CLOSED -> {
                // nothing beside what every drive has
            }
        }
        if (workload.drive() != Drive.CANCEL) {
            COSTS.forEach(metric -> putMedian(metrics, metric, slices));
            putGcPause(metrics, slices);
        }
        KEPT.forEach(metric -> putMedian(metrics, metric, slices));
        putPercentiles(metrics, ACTUAL, latencyNanos);
        putPercentiles(metrics, INTENDED, intendedNanos);
        return metrics;
    }

    private static void putMakespan(Map<Metric, Double> metrics, Workload workload, List<Slice> slices) {
        metrics.put(Metric.MAKESPAN, median(slices, slice -> slice.elapsedNanos() / 1e6));
        long ideal = workload.idealMakespanNanos();
        if (ideal > 0) {
            metrics.put(Metric.MAKESPAN_RATIO, median(slices, slice -> (double) slice.elapsedNanos() / ideal));
        }
    }

    /**
     * Whether a fork that runs a workload without profilers can have a metric. Some it may still lack: a percentile that its
     * fetches are too few for, or what the platform doesn't say.
     *
     * @param metric any
     * @param workload what is run
     * @return false if it never has it
     */
    public static boolean isOf(Metric metric, Workload workload) {
        Drive drive = workload.drive();
        return switch (metric) {
            case MAKESPAN -> drive == Drive.BATCH;
            case MAKESPAN_RATIO -> drive == Drive.BATCH && workload.idealMakespanNanos() > 0;
            case INTENDED_P50, INTENDED_P90, INTENDED_P99, INTENDED_P99_9, INTENDED_P99_99, INTENDED_MAX ->
                drive == Drive.BATCH || drive == Drive.OPEN;
            case LATE -> drive == Drive.OPEN;
            case RELEASE -> drive == Drive.CANCEL;
            case LIVE_HEAP -> workload.sampleHeap();
            case HEAP_IN_FLIGHT, RESIDENT_IN_FLIGHT -> workload.mostInFlight() >= Footprint.FEWEST_IN_FLIGHT;
            case PINNED, PINNED_TIME, LONGEST_PAUSE, LOOP_STALLS, LONGEST_LOOP_TURN -> false;
            case THROUGHPUT -> drive == Drive.BATCH || drive == Drive.CLOSED;
            case CPU, ALLOCATED, SERVER_CPU, VOLUNTARY_SWITCHES, INVOLUNTARY_SWITCHES, GC_PAUSE,
                    LATENCY_P50, LATENCY_P90, LATENCY_P99, LATENCY_P99_9, LATENCY_P99_99, LATENCY_MAX ->
                drive != Drive.CANCEL;
            case PEAK_THREADS, RESIDENT -> true;
        };
    }

    /** Nothing where any slice lacks it. */
    private static void putMedian(Map<Metric, Double> metrics, Metric metric, List<Slice> slices) {
        List<OptionalDouble> values = slices.stream().map(slice -> valueOf(metric, slice)).toList();
        if (values.stream().allMatch(OptionalDouble::isPresent)) {
            metrics.put(metric, Medians.median(values.stream().mapToDouble(OptionalDouble::getAsDouble)));
        }
    }

    /** Most slices have no collection, so a median would say that there is none. */
    private static void putGcPause(Map<Metric, Double> metrics, List<Slice> slices) {
        if (slices.stream().allMatch(slice -> slice.usage() != null)) {
            double nanos = slices.stream().mapToDouble(slice -> slice.usage().gcPauseNanos()).sum();
            metrics.put(Metric.GC_PAUSE, nanos / 1e3 / slices.stream().mapToLong(Slice::ended).sum());
        }
    }

    /**
     * What fetches in flight keep in memory, as metrics.
     *
     * @param footprint null where it is not known
     * @return what is known
     */
    public static Map<Metric, Double> of(Footprint footprint) {
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        if (footprint != null) {
            metrics.put(Metric.HEAP_IN_FLIGHT, footprint.heapBytesPerFetch());
            if (footprint.residentBytesPerFetch() != null) {
                metrics.put(Metric.RESIDENT_IN_FLIGHT, footprint.residentBytesPerFetch());
            }
        }
        return metrics;
    }

    private static void putPercentiles(Map<Metric, Double> metrics, Map<Metric, Double> percentiles,
            Histogram latencyNanos) {
        if (latencyNanos != null && latencyNanos.getTotalCount() > 0) {
            percentiles.forEach((metric, percentile) -> Percentile.of(latencyNanos, percentile)
                    .ifPresent(nanos -> metrics.put(metric, nanos / 1e3)));
        }
    }

    /**
     * One metric of one slice, where it is known.
     *
     * @param metric one that a slice has by itself
     * @param slice the turn
     * @return the number, in the metric's unit
     */
    public static OptionalDouble valueOf(Metric metric, Slice slice) {
        double value = ofSlice(metric, slice);
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * One metric of one slice.
     *
     * @param metric one that a slice has by itself
     * @param slice the turn
     * @return the number, in the metric's unit; NaN where it is not known
     */
    public static double ofSlice(Metric metric, Slice slice) {
        double fetches = slice.ended();
        return switch (metric) {
            case MAKESPAN -> slice.elapsedNanos() / 1e6;
            // An open drive's is the rate that was asked for, and what the last responses take would lower it.
            case THROUGHPUT -> slice.pace() == null ? fetches * 1e9 / fetchingNanos(slice) : Double.NaN;
            case CPU -> slice.cpuNanos() / 1e3 / fetches;
            case ALLOCATED -> slice.allocatedBytes() / fetches;
            case SERVER_CPU -> slice.conditions() == null || slice.conditions().serverCpuNanos() < 0
                    ? Double.NaN
                    : slice.conditions().serverCpuNanos() / 1e3 / fetches;
            case VOLUNTARY_SWITCHES -> used(slice, Usage::voluntarySwitches) / fetches;
            case INVOLUNTARY_SWITCHES -> used(slice, Usage::involuntarySwitches) / fetches;
            case GC_PAUSE -> used(slice, Usage::gcPauseNanos) / 1e3 / fetches;
            case PEAK_THREADS -> used(slice, Usage::peakThreads);
            case RESIDENT -> used(slice, Usage::residentBytes);
            case LIVE_HEAP -> used(slice, Usage::liveHeapBytes);
            default -> throw new IllegalArgumentException(metric + " is not a metric of a single slice");
        };
    }

    /**
     * One metric of all slices together. What falls into a few of them, as collections do, has its weight here, and none in
     * the median over slices.
     *
     * @param metric any
     * @param slices at least one
     * @return the number, in the metric's unit; NaN for a metric that slices don't add up to
     */
    public static double ofAll(Metric metric, List<Slice> slices) {
        double fetches = sum(slices, Slice::ended);
        return switch (metric) {
            case MAKESPAN -> sum(slices, Slice::elapsedNanos) / 1e6 / slices.size();
            case THROUGHPUT -> fetches * 1e9 / sum(slices, RoundMetrics::fetchingNanos);
            case CPU -> sum(slices, Slice::cpuNanos) / 1e3 / fetches;
            case ALLOCATED -> sum(slices, Slice::allocatedBytes) / fetches;
            default -> Double.NaN;
        };
    }

    private static double sum(List<Slice> slices, ToDoubleFunction<Slice> value) {
        return slices.stream().mapToDouble(value).sum();
    }

    /** How long fetches were made: callers that go on may each have stopped a little earlier than the slice ended. */
    private static long fetchingNanos(Slice slice) {
        return slice.callerNanos() == null ? slice.elapsedNanos() : slice.callerNanos();
    }

    private static double used(Slice slice, Function<Usage, Number> part) {
        Number number = slice.usage() == null ? null : part.apply(slice.usage());
        return number == null ? Double.NaN : number.doubleValue();
    }

    private static double median(List<Slice> slices, ToDoubleFunction<Slice> value) {
        return Medians.median(slices.stream().mapToDouble(value));
    }
}
