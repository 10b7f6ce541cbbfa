package io.fetchbench.harness.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fetchbench.harness.record.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * The numbers behind the charts, their tables and the CSV a reader saves, as the page's script reads them.
 *
 * @param arms every arm with figures once: its place is its colour, its symbol and its dashes on all charts
 * @param metrics those that any arm has
 * @param pointsPerNine see {@link Percentiles}
 * @param firstPoint see {@link Percentiles}
 * @param workloads one a table
 * @param sweeps workloads that differ in one parameter
 * @param verdicts pairs of comparisons
 */
record ChartData(List<String> arms, List<MetricName> metrics, int pointsPerNine, int firstPoint,
        List<WorkloadData> workloads, List<Sweep> sweeps, List<VerdictData> verdicts) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A metric in words. */
    record MetricName(String key, String unit, String meaning, boolean lowerIsBetter) {
        static MetricName of(Metric metric) {
            return new MetricName(metric.key(), metric.unit(), metric.meaning(),
                    metric.better() == Metric.Better.LOWER);
        }
    }

    /**
     * One workload.
     *
     * @param edgesMillis bands of latency over time
     */
    record WorkloadData(String name, List<Number> edgesMillis, List<CellData> cells) {}

    /**
     * All charts' numbers.
     *
     * @return JSON that is safe inside a script element
     */
    static String json(Comparison comparison) {
        try {
            return inScript(JSON.writeValueAsString(of(comparison)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("chart data can't be written as JSON", e);
        }
    }

    static List<String> arms(Comparison comparison) {
        return comparison.tables().stream().flatMap(table -> table.measured().stream()).map(ArmRow::arm).distinct()
                .toList();
    }

    private static ChartData of(Comparison comparison) {
        List<String> arms = arms(comparison);
        List<Metric> metrics = metrics(comparison);
        return new ChartData(arms, metrics.stream().map(MetricName::of).toList(), Percentiles.POINTS_PER_NINE,
                Percentiles.FIRST_POINT,
                comparison.tables().stream().map(table -> workload(table, arms, metrics)).toList(),
                Sweep.of(comparison.tables()), VerdictData.of(comparison));
    }

    private static List<Metric> metrics(Comparison comparison) {
        return Arrays.stream(Metric.values())
                .filter(metric -> comparison.tables().stream().flatMap(table -> table.measured().stream())
                        .anyMatch(row -> row.spread(metric).isPresent()))
                .toList();
    }

    private static WorkloadData workload(WorkloadTable table, List<String> arms, List<Metric> metrics) {
        List<Histogram> all = table.measured().stream().flatMap(row -> row.latencyNanos().stream()).toList();
        Optional<HeatMap.Scale> scale = HeatMap.Scale.of(all);
        return new WorkloadData(table.name(), scale.map(HeatMap.Scale::edgesMillis).orElse(List.of()),
                table.measured().stream()
                        .map(row -> CellData.of(row, arms.indexOf(row.arm()), metrics, scale)).toList());
    }

    /** As JSON escapes: nothing that could end the script element, begin a comment or break a line of JavaScript. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
