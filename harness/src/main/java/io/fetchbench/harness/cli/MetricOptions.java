package io.fetchbench.harness.cli;

import io.fetchbench.harness.record.Metric;
import java.util.List;
import picocli.CommandLine.Option;

/** What is compared. */
final class MetricOptions {
    @Option(names = "--metrics", split = ",", paramLabel = "METRIC", description = "What is compared, 1 to 10 of those that bench list names; cpu_us_per_fetch unless set.")
    private List<Metric> metrics = List.of(Metric.CPU);

    List<Metric> metrics() {
        return metrics;
    }
}
