package io.fetchbench.harness.report;

import io.fetchbench.harness.text.Numbers;
import io.fetchbench.harness.text.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Latency over time: how many fetches of each interval fell into each band of latency, and the longest of the interval.
 *
 * @param tags what each column's intervals are called in their log
 * @param seconds when each interval ended, from the first one's start
 * @param maxMillis the longest latency of each interval
 * @param counts for each interval the band of its shortest latency, then the fetches in that band and the ones above
 */
record HeatMap(List<String> tags, List<Number> seconds, List<Number> maxMillis, List<List<Long>> counts) {
    private static final int MOST_COLUMNS = 60;

    /**
     * Bands of latency, each as much wider than the one below it.
     *
     * @param edgesMillis the bands' edges: one more than there are bands
     */
    record Scale(List<Number> edgesMillis) {
        private static final int BANDS = 20;

        /** Bands that all of these latencies fall into; empty if there are none. */
        static Optional<Scale> of(List<Histogram> latencyNanos) {
            double shortest = latencyNanos.stream().mapToDouble(Scale::shortest).min().orElse(0);
            double longest = latencyNanos.stream().mapToDouble(Histogram::getMaxValue).max().orElse(0);
            if (longest <= 0) {
                return Optional.empty();
            }
            double low = Math.max(1, shortest * 0.998) / 1e6;
            double high = longest * 1.002 / 1e6;
            List<Number> edges = new ArrayList<>();
            for (int i = 0; i <= BANDS; i++) {
                edges.add(Numbers.significant(low * Math.pow(high / low, (double) i / BANDS)));
            }
            return Optional.of(new Scale(edges));
        }

        private static double shortest(Histogram histogram) {
            return histogram.getMinNonZeroValue();
        }

        int band(double millis) {
            int band = 0;
            while (band < BANDS - 1 && edgesMillis.get(band + 1).doubleValue() <= millis) {
                band++;
            }
            return band;
        }
    }

    static HeatMap of(List<Histogram> intervals, Scale scale) {
        List<Histogram> columns = columns(intervals);
        long start = intervals.isEmpty() ? 0 : intervals.getFirst().getStartTimeStamp();
        return new HeatMap(columns.stream().map(column -> column.getTag() == null ? "" : Text.plain(column.getTag()))
                .toList(),
                columns.stream().map(column -> Numbers.significant((column.getEndTimeStamp() - start) / 1e3)).toList(),
                columns.stream().map(column -> Numbers.significant(column.getMaxValue() / 1e6)).toList(),
                columns.stream().map(column -> counts(column, scale)).toList());
    }

    /**
     * Neighbours are merged where there are more intervals than a chart has room for; no maximum gets lost. A column ends
     * where the next round, and so another process, begins: there may be a column a round more than the most.
     */
    private static List<Histogram> columns(List<Histogram> intervals) {
        int each = Math.max(1, Math.ceilDiv(intervals.size(), MOST_COLUMNS));
        List<Histogram> columns = new ArrayList<>();
        int merged = 0;
        for (Histogram next : intervals) {
            if (columns.isEmpty() || merged == each || !Objects.equals(columns.getLast().getTag(), next.getTag())) {
                columns.add(column(next));
                merged = 1;
            } else {
                columns.getLast().add(next);
                columns.getLast().setEndTimeStamp(next.getEndTimeStamp());
                merged++;
            }
        }
        return columns;
    }

    private static Histogram column(Histogram first) {
        Histogram column = first.copy();
        column.setTag(first.getTag());
        column.setAutoResize(true);
        return column;
    }

    private static List<Long> counts(Histogram histogram, Scale scale) {
        long[] counts = new long[scale.edgesMillis().size() - 1];
        int lowest = counts.length;
        int highest = -1;
        for (HistogramIterationValue value : histogram.recordedValues()) {
            int band = scale.band(value.getValueIteratedTo() / 1e6);
            counts[band] += value.getCountAddedInThisIterationStep();
            lowest = Math.min(lowest, band);
            highest = Math.max(highest, band);
        }
        List<Long> line = new ArrayList<>(List.of((long) lowest));
        Arrays.stream(counts, Math.min(lowest, highest + 1), highest + 1).forEach(line::add);
        return line;
    }
}
