package io.fetchbench.harness.compare;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.fetchbench.harness.UserError;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The file that keeps pairs of a style against itself, slowed down or not: CSV, one line a pair, added as soon as it is
 * measured, so that measuring can be cut at any time. A line that breaks off, as after a crash, is left out, and removed before the next is added.
 *
 * @param file may be absent as long as nothing was added
 */
public record AaLog(Path file) {
    /**
     * Reads what there is.
     *
     * @return in the order measured
     * @throws UserError if the file is something else
     */
    List<AaRow> rows() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (CsvReader<CsvRecord> csv = CsvReader.builder().allowMissingFields(true).allowExtraFields(true)
                .ofCsvRecord(wholeLines())) {
            List<AaRow> rows = new ArrayList<>();
            for (CsvRecord line : csv) {
                if (line.getStartingLineNumber() > 1) {
                    rows.add(row(line));
                } else if (!line.getFields().equals(AaRow.COLUMNS)) {
                    throw damaged(1, "the columns " + String.join(",", AaRow.COLUMNS), null);
                }
            }
            return rows;
        } catch (CsvParseException e) {
            throw new UserError(file + ": expected CSV with a pair a line, got: " + e.getMessage()
                    + "; name another file with --file", e);
        } catch (IOException e) {
            throw new UserError(file + ": expected to read it, got " + e, e);
        }
    }

    private AaRow row(CsvRecord line) {
        try {
            return AaRow.of(line.getFields());
        } catch (IllegalArgumentException e) {
            throw damaged(line.getStartingLineNumber(), "a pair: " + e.getMessage(), e);
        }
    }

    private UserError damaged(long line, String expected, Exception cause) {
        return new UserError(file + ", line " + line + ": expected " + expected
                + "; name another file with --file", cause);
    }

    private String wholeLines() throws IOException {
        String text = Files.readString(file);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        if (whole.isEmpty() && !line(AaRow.COLUMNS).startsWith(text)) {
            throw damaged(1, "the columns " + String.join(",", AaRow.COLUMNS), null);
        }
        return whole;
    }

    /**
     * Adds a pair.
     *
     * @param row the pair
     * @throws UserError if it can't be written
     */
    void append(AaRow row) {
        try {
            if (file.toAbsolutePath().getParent() != null) {
                Files.createDirectories(file.toAbsolutePath().getParent());
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.truncate(wholeLines().getBytes(StandardCharsets.UTF_8).length);
            }
            String columns = Files.size(file) == 0 ? line(AaRow.COLUMNS) : "";
            Files.writeString(file, columns + line(row.fields()), StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UserError(file + ": expected to add a line, got " + e + "; name another file with --file", e);
        }
    }

    private static String line(List<String> fields) {
        var text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
