package io.fetchbench.harness.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The numbers behind the charts, as the page's script reads them. */
final class ChartData {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ChartData() {}

    private record Page(List<String> arms, List<Chart> workloads) {}

    private record Chart(String name, String reference, List<Dot> cpuRatios, List<Curve> percentiles) {}

    private record Dot(String arm, String mark, int colour, boolean invalid, String text, double middle, double lowest,
            double highest) {}

    private record Curve(String arm, String mark, int colour, boolean invalid, List<double[]> points) {}

    /**
     * All charts' numbers.
     *
     * @return JSON that is safe inside a script element
     */
    static String json(Comparison comparison) {
        List<String> arms = arms(comparison);
        List<Chart> charts = comparison.tables().stream().map(table -> chart(table, arms)).toList();
        try {
            return inScript(JSON.writeValueAsString(new Page(arms, charts)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("chart data can't be written as JSON", e);
        }
    }

    /** Every arm with figures once: its place is its colour, its symbol and its dashes on all charts. */
    private static List<String> arms(Comparison comparison) {
        return comparison.tables().stream().flatMap(table -> table.measured().stream()).map(ArmRow::arm).distinct()
                .toList();
    }

    private static Chart chart(WorkloadTable table, List<String> arms) {
        String reference = table.reference().map(ArmRow::arm).orElse("");
        return new Chart(table.name(), reference,
                table.measured().stream().flatMap(row -> dot(row, arms)).toList(),
                table.measured().stream().flatMap(row -> curve(row, arms)).toList());
    }

    private static Stream<Dot> dot(ArmRow row, List<String> arms) {
        Optional<Spread> ratio = row.reference() ? Optional.of(new Spread(1, 1, 1, 1)) : row.cpuRatio();
        return ratio.map(spread -> new Dot(row.arm(), Remark.mark(row), arms.indexOf(row.arm()), row.invalid(),
                row.figure(Column.CPU_RATIO).text(), spread.middle(), spread.lowest(), spread.highest())).stream();
    }

    private static Stream<Curve> curve(ArmRow row, List<String> arms) {
        return row.latencyNanos()
                .map(histogram -> new Curve(row.arm(), Remark.mark(row), arms.indexOf(row.arm()), row.invalid(),
                        Percentiles.curve(histogram).stream().map(point -> new double[]{point.nines(), point.millis()})
                                .toList()))
                .stream();
    }

    /** As JSON escapes: nothing that could end the script element, begin a comment or break a line of JavaScript. */
    private static String inScript(String json) {
        return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
