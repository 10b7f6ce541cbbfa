package io.fetchbench.harness.record;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * One histogram log as far as it can be read.
 *
 * @param intervals latencies in nanoseconds, in the order they were written, each with its time stamps
 * @param damage what is wrong with the file, one sentence; empty if nothing
 */
public record LatencyLog(List<Histogram> intervals, Optional<String> damage) {
    static LatencyLog read(Path file) {
        if (!Files.exists(file)) {
            return new LatencyLog(List.of(), Optional.empty());
        }
        List<Histogram> intervals = new ArrayList<>();
        try {
            String text = Files.readString(file);
            // HdrHistogram's reader takes a line that breaks off between two of its fields for the end of the log.
            String whole = text.substring(0, text.lastIndexOf('\n') + 1);
            addIntervals(whole, intervals);
            return new LatencyLog(intervals, whole.length() == text.length()
                    ? Optional.empty()
                    : Optional.of(damage(file, intervals, "a last line without its end")));
        } catch (IOException | RuntimeException e) {
            return new LatencyLog(intervals, Optional.of(damage(file, intervals, e.toString())));
        }
    }

    private static void addIntervals(String text, List<Histogram> intervals) {
        try (var reader = new HistogramLogReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
            for (EncodableHistogram next = reader.nextIntervalHistogram(); next != null; next = reader
                    .nextIntervalHistogram()) {
                intervals.add((Histogram) next);
            }
        }
    }

    private static String damage(Path file, List<Histogram> intervals, String got) {
        return file.getFileName() + ": expected an HdrHistogram log, got " + got + "; latencies are those of the first "
                + intervals.size() + " intervals";
    }

    /** {@return every interval merged; empty if there is none} */
    public Optional<Histogram> merged() {
        if (intervals.isEmpty()) {
            return Optional.empty();
        }
        var sum = new Histogram(intervals.getFirst().getNumberOfSignificantValueDigits());
        intervals.forEach(sum::add);
        return Optional.of(sum);
    }
}
