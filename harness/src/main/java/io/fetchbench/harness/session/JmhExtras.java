package io.fetchbench.harness.session;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.stats.RoundMetrics;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;

/** Adds to JMH's results what the fork's own profiler can't know: the server's costs, and what is found after the slices. */
final class JmhExtras {
    private static final List<Metric> OF_A_FORK = List.of(Metric.HEAP_IN_FLIGHT, Metric.RESIDENT_IN_FLIGHT);

    private JmhExtras() {}

    /**
     * Adds them.
     *
     * @param jmh one fork's result
     * @param slices its measured slices, in order
     * @param metrics the fork's one number per metric
     */
    static void add(RunResult jmh, List<Slice> slices, Map<Metric, Double> metrics) {
        for (BenchmarkResult fork : jmh.getBenchmarkResults()) {
            Iterator<Slice> slice = slices.iterator();
            for (IterationResult iteration : fork.getIterationResults()) {
                RoundMetrics.valueOf(Metric.SERVER_CPU, slice.next())
                        .ifPresent(value -> iteration.addResult(result(Metric.SERVER_CPU, value)));
            }
            OF_A_FORK.stream().filter(metrics::containsKey)
                    .forEach(metric -> fork.addBenchmarkResult(result(metric, metrics.get(metric))));
        }
    }

    private static ScalarResult result(Metric metric, double value) {
        return new ScalarResult(metric.key(), value, metric.unit(), AggregationPolicy.AVG);
    }
}
