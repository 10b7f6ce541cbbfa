package io.fetchbench.harness.stats;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Workload;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.HdrHistogram.Histogram;

/** What one fork's turns come to: one number a metric. */
public final class RoundMetrics {
    private static final Map<Metric, Double> PERCENTILES = Map.of(Metric.LATENCY_P50, 50.0, Metric.LATENCY_P90, 90.0,
            Metric.LATENCY_P99, 99.0, Metric.LATENCY_P99_9, 99.9, Metric.LATENCY_P99_99, 99.99, Metric.LATENCY_MAX,
            100.0);

    private RoundMetrics() {}

    /**
     * Medians over slices, and percentiles of the merged latencies.
     *
     * @param workload what was run
     * @param slices the fork's turns
     * @param latencyNanos the latencies of all these turns together
     * @return a number for each metric that has a meaning here
     */
    public static Map<Metric, Double> of(Workload workload, List<Slice> slices, Histogram latencyNanos) {
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        if (slices.isEmpty()) {
            return metrics;
        }
        if (workload.drive() == Drive.BATCH) {
            metrics.put(Metric.MAKESPAN, median(slices, slice -> slice.elapsedNanos() / 1e6));
            if (workload.idealMakespanNanos() > 0) {
                metrics.put(Metric.MAKESPAN_RATIO,
                        median(slices, slice -> (double) slice.elapsedNanos() / workload.idealMakespanNanos()));
            }
        }
        for (Metric metric : List.of(Metric.THROUGHPUT, Metric.CPU, Metric.ALLOCATED)) {
            metrics.put(metric, median(slices, slice -> ofSlice(metric, slice)));
        }
        if (latencyNanos.getTotalCount() > 0) {
            PERCENTILES.forEach((metric, percentile) -> metrics.put(metric,
                    latencyNanos.getValueAtPercentile(percentile) / 1e3));
        }
        return metrics;
    }

    /**
     * One metric of one slice.
     *
     * @param metric one that a slice has by itself: throughput, CPU or allocation
     * @param slice the turn
     * @return the number, in the metric's unit
     */
    public static double ofSlice(Metric metric, Slice slice) {
        double fetches = slice.ended();
        return switch (metric) {
            case MAKESPAN -> slice.elapsedNanos() / 1e6;
            case THROUGHPUT -> fetches * 1e9 / slice.elapsedNanos();
            case CPU -> slice.cpuNanos() / 1e3 / fetches;
            case ALLOCATED -> slice.allocatedBytes() / fetches;
            default -> throw new IllegalArgumentException(metric + " is not a metric of a single slice");
        };
    }

    private static double median(List<Slice> slices, ToDoubleFunction<Slice> value) {
        return Medians.median(slices.stream().mapToDouble(value));
    }
}
