package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.text.Text;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Latency by percentile for a terminal: a line an arm, a column every tenth of a nine, the higher the bar the longer the
 * latency. All arms of a workload share one logarithmic scale, so their bars can be compared. Latencies are from the
 * intended start where there is one, as in the table's columns of a batch.
 */
final class PercentilePlot {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final int COLUMNS_PER_NINE = 10;
    private static final int FIRST_COLUMN = 3;
    private static final int LONGEST_NAME = 30;

    private PercentilePlot() {}

    /**
     * Plots a workload's arms.
     *
     * @param width columns a line at most
     * @return no lines without latencies
     */
    static List<String> lines(WorkloadTable table, int width) {
        boolean intended = table.measured().stream().anyMatch(row -> row.intendedNanos().isPresent());
        Function<ArmRow, Optional<Histogram>> latencyNanos = intended ? ArmRow::intendedNanos : ArmRow::latencyNanos;
        List<ArmRow> rows = table.measured().stream()
                .filter(row -> !row.invalid() && latencyNanos.apply(row).isPresent()).toList();
        if (rows.isEmpty()) {
            return List.of();
        }
        int names = rows.stream().mapToInt(row -> Text.width(row.arm())).max().orElse(0);
        int nameWidth = Math.min(LONGEST_NAME, names);
        List<List<Double>> curves = rows.stream()
                .map(row -> curve(latencyNanos.apply(row).orElseThrow(), width - nameWidth - 24)).toList();
        DoubleSummaryStatistics all = curves.stream().flatMap(List::stream).mapToDouble(Double::doubleValue)
                .summaryStatistics();
        List<String> lines = new ArrayList<>();
        lines.add("  latency from the " + (intended ? "intended" : "actual") + " start by percentile, "
                + millis(all.getMin()) + " (" + BARS.charAt(0) + ") to "
                + millis(all.getMax()) + " ms (" + BARS.charAt(BARS.length() - 1) + "), log scale");
        lines.add(" ".repeat(nameWidth + 4) + axis(curves.stream().mapToInt(List::size).max().orElse(0)));
        for (int i = 0; i < rows.size(); i++) {
            ArmRow row = rows.get(i);
            String name = Text.elide(row.arm(), Math.max(3, nameWidth));
            String mark = row.validity() == Validity.VALID ? " " : Remark.mark(row);
            lines.add(mark + " " + name + " ".repeat(nameWidth - Text.width(name) + 2) + bars(curves.get(i), all)
                    + "  max " + millis(intended ? row.intendedMillis(100) : row.latencyMillis(100)));
        }
        return lines;
    }

    /** From the median up to where a single fetch is left, or as far as there is room. */
    private static List<Double> curve(Histogram latencyNanos, int room) {
        int last = (int) (COLUMNS_PER_NINE * Math.log10(latencyNanos.getTotalCount()));
        return IntStream.rangeClosed(FIRST_COLUMN, Math.clamp(last, FIRST_COLUMN, FIRST_COLUMN + room - 1))
                .mapToObj(i -> Percentiles.atNines((double) i / COLUMNS_PER_NINE, latencyNanos)).toList();
    }

    private static String axis(int columns) {
        var axis = new StringBuilder("p50");
        for (int nines = 1; nines * COLUMNS_PER_NINE - FIRST_COLUMN < columns; nines++) {
            axis.append(" ".repeat(nines * COLUMNS_PER_NINE - FIRST_COLUMN - axis.length()))
                    .append(List.of("p90", "p99", "p99.9").get(Math.min(nines, 3) - 1)).append("9".repeat(
                            Math.max(0, nines - 3)));
        }
        return axis.toString();
    }

    private static String bars(List<Double> curve, DoubleSummaryStatistics all) {
        var bars = new StringBuilder();
        double range = Math.log(all.getMax() / all.getMin());
        for (double value : curve) {
            double share = range > 0 ? Math.log(value / all.getMin()) / range : 0;
            bars.append(BARS.charAt((int) Math.clamp(Math.floor(share * BARS.length()), 0, BARS.length() - 1)));
        }
        return bars.toString();
    }

    private static String millis(double value) {
        return Figure.of(value, 3, 3).value();
    }
}
