package io.fetchbench.harness.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatencyLogsTest {
    private static final Instant START = Instant.parse("2026-01-31T23:30:15Z");

    @TempDir
    Path folder;

    @Test
    void mergesRoundsWhateverTheirRanges() {
        var logs = new LatencyLogs(new RunDirectory(folder));
        logs.append("a", "w", 0, List.of(histogram(0, 1_000, 2_000)));
        logs.append("a", "w", 1, List.of(histogram(1, 5_000_000_000L)));
        logs.append("a", "w", 2, List.of(histogram(2, 500)));
        Histogram merged = logs.merged("a", "w").orElseThrow();
        assertThat(merged.getTotalCount()).isEqualTo(4);
        assertThat(merged.valuesAreEquivalent(merged.getMaxValue(), 5_000_000_000L)).isTrue();
        assertThat(merged.valuesAreEquivalent(merged.getMinNonZeroValue(), 500)).isTrue();
    }

    @Test
    void hdrHistogramsOwnReaderReadsEveryRound() throws Exception {
        var logs = new LatencyLogs(new RunDirectory(folder));
        List<Histogram> written = List.of(histogram(0, 1_000, 2_000), histogram(1, 3_000));
        for (int round = 0; round < written.size(); round++) {
            logs.append("a", "w", round, List.of(written.get(round)));
        }
        List<EncodableHistogram> read = new ArrayList<>();
        try (var reader = new HistogramLogReader(folder.resolve("a@w.hlog").toFile())) {
            for (var next = reader.nextIntervalHistogram(); next != null; next = reader.nextIntervalHistogram()) {
                read.add(next);
            }
        }
        assertThat(read).hasSize(2).isEqualTo(written);
        assertThat(read).extracting(EncodableHistogram::getTag).containsExactly("round-0", "round-1");
        assertThat(read).extracting(EncodableHistogram::getStartTimeStamp)
                .containsExactly(START.toEpochMilli(), START.plusSeconds(10).toEpochMilli());
    }

    @Test
    void aLogThatBreaksOffIsReadAsFarAsItGoes() throws Exception {
        var logs = new LatencyLogs(new RunDirectory(folder));
        assertThat(logs.merged("a", "w")).isEmpty();
        assertThat(logs.read("a", "w").damage()).isEmpty();
        logs.append("a", "w", 0, List.of(histogram(0, 1_000)));
        logs.append("a", "w", 1, List.of(histogram(1, 9_000)));
        assertThat(logs.read("a", "w").damage()).isEmpty();
        Path file = folder.resolve("a@w.hlog");
        String whole = Files.readString(file);
        int last = whole.indexOf("Tag=round-1");
        for (int length = last + 1; length < whole.length(); length++) {
            Files.writeString(file, whole.substring(0, length));
            LatencyLog log = logs.read("a", "w");
            assertThat(log.intervals()).hasSize(1);
            assertThat(log.damage().orElseThrow()).contains("a@w.hlog", "the first 1 intervals");
        }
    }

    @Test
    void anIntervalThatCanNotBeDecodedEndsTheLog() throws Exception {
        var logs = new LatencyLogs(new RunDirectory(folder));
        logs.append("a", "w", 0, List.of(histogram(0, 1_000)));
        Path file = folder.resolve("a@w.hlog");
        Files.writeString(file, Files.readString(file).replaceAll("HISTFA+[^\\n]*", "HISTFAAAA!"));
        assertThat(logs.merged("a", "w")).isEmpty();
        assertThat(logs.read("a", "w").damage().orElseThrow()).contains("a@w.hlog", "the first 0 intervals");
    }

    private static Histogram histogram(int round, long... values) {
        var histogram = new Histogram(3);
        for (long value : values) {
            histogram.recordValue(value);
        }
        LatencyLogs.stamp(histogram, START.plusSeconds(10L * round), START.plusSeconds(10L * round + 3));
        return histogram;
    }
}
