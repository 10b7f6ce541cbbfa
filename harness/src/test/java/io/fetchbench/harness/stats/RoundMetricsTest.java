package io.fetchbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.draw.DelayDistribution;
import io.fetchbench.harness.record.Conditions;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Usage;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.suite.WorkloadSpec;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundMetricsTest {
    /** They are not made from slices. */
    private static final Set<Metric> FROM_ELSEWHERE = EnumSet.of(Metric.HEAP_IN_FLIGHT, Metric.RESIDENT_IN_FLIGHT);

    @ParameterizedTest
    @EnumSource(Drive.class)
    void whatAWorkloadIsSaidToHaveIsWhatItsSlicesGive(Drive drive) {
        Workload workload = new WorkloadSpec("w", drive, drive.handsOverAll() ? List.of(100) : null, null,
                drive == Drive.OPEN ? List.of(100.0) : null, null, List.of(DelayDistribution.parse("5ms")), null, null,
                null, null, null, null, null, null, null, null, null, true).resolve(1).getFirst();
        Map<Metric, Double> metrics = RoundMetrics.of(workload, List.of(fullSlice(drive)),
                drive == Drive.CANCEL ? null : latencies(),
                drive == Drive.BATCH || drive == Drive.OPEN ? latencies() : null);
        Set<Metric> said = Arrays.stream(Metric.values()).filter(metric -> RoundMetrics.isOf(metric, workload))
                .filter(metric -> !FROM_ELSEWHERE.contains(metric)).collect(Collectors.toSet());
        assertThat(metrics.keySet()).isEqualTo(said);
    }

    private static Slice fullSlice(Drive drive) {
        Map<Outcome, Long> outcomes = Map.of(drive == Drive.CANCEL ? Outcome.CANCELLED : Outcome.OK, 100L);
        return new Slice(0, 100, outcomes, outcomes, 0, 0, 0, 75_000_000, 1_000_000, 1_000,
                new Usage(1L, 1L, 0, 10, 1L << 20, 1L << 20),
                drive == Drive.OPEN ? new Slice.Pace(0, 0, 1, 1, 1) : null,
                drive == Drive.CANCEL ? new Slice.Release(1, 1, 0, 0) : null,
                new Conditions(1_000_000, 75_000_000, 0L, 0L, 0L, 0, 0, 0L),
                drive == Drive.CLOSED ? 75_000_000L : null);
    }

    /** As many as the rarest percentile needs. */
    private static Histogram latencies() {
        var latencies = new Histogram(1_000_000_000, 3);
        latencies.recordValueWithCount(5_000_000, 1_000_000);
        return latencies;
    }
}
