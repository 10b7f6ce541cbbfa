package io.fetchbench.harness.fork;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.stats.RoundMetrics;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/** Puts a slice's throughput and costs into JMH's own results, under the names they have in {@code results.csv}. */
public final class SliceProfiler implements InternalProfiler {
    private static final List<Metric> METRICS = List.of(Metric.THROUGHPUT, Metric.CPU, Metric.ALLOCATED,
            Metric.VOLUNTARY_SWITCHES, Metric.INVOLUNTARY_SWITCHES, Metric.GC_PAUSE, Metric.PEAK_THREADS,
            Metric.RESIDENT, Metric.LIVE_HEAP);

    @Override
    public String getDescription() {
        return "what a slice of fetches costs";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {}

    @Override
    public Collection<? extends Result<?>> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
            IterationResult result) {
        Slice slice = FetchBenchmark.lastSlice;
        if (iteration.getType() == IterationType.WARMUP || slice == null) {
            return List.of();
        }
        return METRICS.stream().filter(metric -> RoundMetrics.valueOf(metric, slice).isPresent())
                .map(metric -> new ScalarResult(metric.key(), RoundMetrics.ofSlice(metric, slice), metric.unit(),
                        AggregationPolicy.AVG))
                .toList();
    }
}
