package io.fetchbench.harness.verdict;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.report.Numbers;
import io.fetchbench.harness.report.ResultsCsv;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One arm's history on one workload: a CSV file with a row a run, only ever appended to. The columns are
 * {@code time,run_id,commit,validity} and, per metric, its median and its ratio to the control arm: the shape that
 * change-point tools read, with a time, attributes and a column a metric. A number that is not there is empty.
 */
final class HistoryFile {
    private static final String OVER_CONTROL = "_over_control";
    private static final List<String> HEADER = header();

    private final Path file;

    HistoryFile(Path file) {
        this.file = file;
    }

    /** Every point, in the file's order; none if there is no file yet. */
    List<HistoryPoint> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<CsvRecord> rows = CsvReader.builder().allowMissingFields(false).ofCsvRecord(Files.readString(file))
                    .stream().toList();
            if (rows.isEmpty() || !rows.getFirst().getFields().equals(HEADER)) {
                throw bad(
                        "expected the columns of this version's history, got others; move the file away to begin another");
            }
            return rows.stream().skip(1).map(this::point).toList();
        } catch (IOException | CsvParseException e) {
            throw bad("expected a history in CSV, got " + e + "; mend or remove that line", e);
        }
    }

    /** Adds a row, and the header to a new file. */
    void append(HistoryPoint point) {
        var text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            if (!Files.exists(file)) {
                csv.writeRecord(HEADER);
            }
            csv.writeRecord(fields(point));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.writeString(file, text.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw bad("expected to append a row, got " + e + "; choose a folder that can be written to", e);
        }
    }

    private HistoryPoint point(CsvRecord row) {
        try {
            Map<Metric, Double> medians = new EnumMap<>(Metric.class);
            Map<Metric, Double> overControl = new EnumMap<>(Metric.class);
            for (Metric metric : Metric.values()) {
                put(medians, metric, row.getField(HEADER.indexOf(metric.key())));
                put(overControl, metric, row.getField(HEADER.indexOf(metric.key() + OVER_CONTROL)));
            }
            return new HistoryPoint(Instant.parse(row.getField(0)), row.getField(1), row.getField(2),
                    Validity.valueOf(row.getField(3)), medians, overControl);
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw bad("expected a run in line " + row.getStartingLineNumber() + ", got " + e.getMessage()
                    + "; mend or remove that line", e);
        }
    }

    private static void put(Map<Metric, Double> numbers, Metric metric, String field) {
        if (!field.isEmpty()) {
            numbers.put(metric, Double.valueOf(field));
        }
    }

    private static List<String> fields(HistoryPoint point) {
        List<String> fields = new ArrayList<>(List.of(point.time().toString(), ResultsCsv.text(point.runId()),
                ResultsCsv.text(point.commit()), point.validity().name()));
        for (Metric metric : Metric.values()) {
            fields.add(number(point.medians().get(metric)));
            fields.add(number(point.overControl().get(metric)));
        }
        return fields;
    }

    private static String number(Double value) {
        return value == null ? "" : Numbers.exact(value);
    }

    private static List<String> header() {
        List<String> header = new ArrayList<>(List.of("time", "run_id", "commit", "validity"));
        for (Metric metric : Metric.values()) {
            header.add(metric.key());
            header.add(metric.key() + OVER_CONTROL);
        }
        return List.copyOf(header);
    }

    private UserError bad(String message) {
        return new UserError(file + ": " + message);
    }

    private UserError bad(String message, Exception cause) {
        return new UserError(file + ": " + message, cause);
    }
}
