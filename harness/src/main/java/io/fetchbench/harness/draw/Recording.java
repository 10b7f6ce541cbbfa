package io.fetchbench.harness.draw;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.fetchbench.harness.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/**
 * Delays that were once measured, by how often each occurred. Read when first drawn from: a report is made again without
 * the file. Thread-safe.
 */
public final class Recording {
    private static final long LONGEST_NANOS = 3_600_000_000_000L;

    private final Path file;
    private TreeMap<Long, Long> nanosByRank;
    private long total;

    private Recording(Path file) {
        this.file = file;
    }

    static Recording of(String file) {
        if (!file.endsWith(".hlog") && !file.endsWith(".csv")) {
            throw new IllegalArgumentException(
                    "expected recorded(FILE.hlog) or recorded(FILE.csv), got \"" + file + "\"");
        }
        return new Recording(Path.of(file));
    }

    synchronized long atNanos(double u) {
        if (nanosByRank == null) {
            read();
        }
        return nanosByRank.higherEntry((long) (u * total)).getValue();
    }

    /**
     * Makes sure that the file can be drawn from.
     *
     * @throws UserError if it can't
     */
    public synchronized void check() {
        read();
    }

    private void read() {
        TreeMap<Long, Long> counts = new TreeMap<>();
        try {
            if (file.toString().endsWith(".csv")) {
                readCsv(counts);
            } else {
                readLog(counts);
            }
        } catch (IOException | RuntimeException e) {
            throw new UserError(
                    file + ": expected an HdrHistogram log or a CSV file with the columns delay_us and count,"
                            + " got " + e,
                    e);
        }
        if (counts.isEmpty() || counts.firstKey() < 0 || counts.lastKey() > LONGEST_NANOS) {
            throw new UserError(file + ": expected delays between 0 and 1h, got "
                    + (counts.isEmpty() ? "none" : counts.firstKey() + " to " + counts.lastKey() + " ns"));
        }
        rank(counts);
    }

    private void rank(TreeMap<Long, Long> counts) {
        TreeMap<Long, Long> ranks = new TreeMap<>();
        long rank = 0;
        for (Map.Entry<Long, Long> entry : counts.entrySet()) {
            rank += entry.getValue();
            ranks.put(rank, entry.getKey());
        }
        total = rank;
        nanosByRank = ranks;
    }

    private void readLog(TreeMap<Long, Long> counts) throws IOException {
        try (var reader = new HistogramLogReader(file.toFile())) {
            for (EncodableHistogram next = reader.nextIntervalHistogram(); next != null; next = reader
                    .nextIntervalHistogram()) {
                ((Histogram) next).recordedValues().forEach(value -> counts.merge(value.getValueIteratedTo(),
                        value.getCountAtValueIteratedTo(), Long::sum));
            }
        }
    }

    private void readCsv(TreeMap<Long, Long> counts) throws IOException {
        try (var reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : reader) {
                long count = Long.parseLong(row.getField("count").strip());
                if (count <= 0) {
                    throw new IllegalArgumentException("a count of " + count);
                }
                counts.merge(Math.round(Double.parseDouble(row.getField("delay_us").strip()) * 1_000), count,
                        Long::sum);
            }
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Recording recording && recording.file.equals(file);
    }

    @Override
    public int hashCode() {
        return file.hashCode();
    }
}
