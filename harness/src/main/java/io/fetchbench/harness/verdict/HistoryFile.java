package io.fetchbench.harness.verdict;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.text.Numbers;
import io.fetchbench.harness.text.Text;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One arm's history on one workload: a CSV file with a row a run, only ever appended to. The columns are
 * {@code time,run_id,commit,plan,machine,validity} and, per metric, its median and its ratio to the control arm: the shape
 * that change-point tools read, with a time, attributes and a column a metric. Which metrics have columns is settled by the
 * file's first run; a number that is not there is empty.
 */
final class HistoryFile {
    private static final String OVER_CONTROL = "_over_control";
    private static final List<String> ATTRIBUTES = List.of("time", "run_id", "commit", "plan", "machine",
            "validity");

    private final Path file;

    HistoryFile(Path file) {
        this.file = file;
    }

    /** Every point, in the file's order; none if there is no file yet. */
    List<HistoryPoint> read() {
        List<CsvRecord> rows = rows();
        return rows.stream().skip(1).map(row -> point(row, rows.getFirst().getFields())).toList();
    }

    /** Adds a row, and the header to a new file. */
    void append(HistoryPoint point) {
        List<CsvRecord> rows = rows();
        var text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            List<String> columns = rows.isEmpty() ? columns(point) : rows.getFirst().getFields();
            if (rows.isEmpty()) {
                csv.writeRecord(columns);
            }
            csv.writeRecord(columns.stream().map(column -> field(point, column)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.writeString(file, text.toString(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw bad("expected to append a row, got " + e + "; choose a folder that can be written to", e);
        }
    }

    private List<CsvRecord> rows() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            String text = Files.readString(file);
            List<CsvRecord> rows = CsvReader.builder().ofCsvRecord(text).stream().toList();
            if (rows.isEmpty() || !rows.getFirst().getFields().containsAll(ATTRIBUTES)) {
                throw bad("expected the columns " + ATTRIBUTES + " and metrics, got others; move the file away", null);
            }
            if (!text.endsWith("\n")) {
                throw bad("expected whole lines, got line " + rows.getLast().getStartingLineNumber()
                        + " cut off; mend or remove that line", null);
            }
            return rows;
        } catch (IOException | CsvParseException e) {
            throw bad("expected a history in CSV, got " + e + "; mend or remove that line", e);
        }
    }

    private HistoryPoint point(CsvRecord row, List<String> columns) {
        Map<Metric, Double> medians = new EnumMap<>(Metric.class);
        Map<Metric, Double> overControl = new EnumMap<>(Metric.class);
        try {
            Map<String, String> fields = new HashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                fields.put(columns.get(i), row.getField(i));
            }
            for (Metric metric : Metric.values()) {
                put(medians, metric, fields.get(metric.key()));
                put(overControl, metric, fields.get(metric.key() + OVER_CONTROL));
            }
            return new HistoryPoint(Instant.parse(fields.get("time")), fields.get("run_id"), fields.get("commit"),
                    fields.get("plan"), fields.get("machine"), Validity.valueOf(fields.get("validity")), medians,
                    overControl);
        } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw bad("expected a run in line " + row.getStartingLineNumber() + ", got " + e.getMessage()
                    + "; mend or remove that line", e);
        }
    }

    private static void put(Map<Metric, Double> numbers, Metric metric, String field) {
        if (field != null && !field.isEmpty()) {
            numbers.put(metric, Double.valueOf(field));
        }
    }

    private static List<String> columns(HistoryPoint point) {
        List<String> columns = new ArrayList<>(ATTRIBUTES);
        columns.addAll(numbers(point).keySet());
        return columns;
    }

    private static String field(HistoryPoint point, String column) {
        return switch (column) {
            case "time" -> point.time().toString();
            case "run_id" -> Text.cell(point.runId());
            case "commit" -> Text.cell(point.commit());
            case "plan" -> point.plan();
            case "machine" -> Text.cell(point.machine());
            case "validity" -> point.validity().name();
            default -> numbers(point).getOrDefault(column, "");
        };
    }

    /** The columns behind the attributes, by name and in order. */
    private static Map<String, String> numbers(HistoryPoint point) {
        Map<String, String> numbers = new LinkedHashMap<>();
        point.medians().forEach((metric, median) -> {
            Double ratio = point.overControl().get(metric);
            numbers.put(metric.key(), Numbers.exact(median));
            numbers.put(metric.key() + OVER_CONTROL, ratio == null ? "" : Numbers.exact(ratio));
        });
        return numbers;
    }

    private UserError bad(String message, Exception cause) {
        return new UserError(file + ": " + message, cause);
    }
}
