package io.fetchbench.harness.record;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.suite.Workload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Latencies in nanoseconds as {@code <arm>@<workload>.hlog} or {@code .intended.hlog}, in the format of HdrHistogram's own
 * tools, interval by interval. Histograms are merged, never averaged.
 */
public final class LatencyLogs {
    private final RunDirectory directory;
    private final String suffix;
    private final String legend;

    private LatencyLogs(RunDirectory directory, String suffix, String legend) {
        this.directory = directory;
        this.suffix = suffix;
        this.legend = legend;
    }

    /**
     * Latencies from leaving the style's queue, or of callers that go on from handing over, to the listener.
     *
     * @param directory the folder they are in
     */
    public LatencyLogs(RunDirectory directory) {
        this(directory, ".hlog",
                "from leaving the style's queue, or of callers that go on from handing over, to the listener");
    }

    /**
     * Latencies from the time a fetch was meant to start: an open drive's arrival, a batch's beginning.
     *
     * @param directory the folder they are in
     * @return its logs
     */
    public static LatencyLogs ofIntendedStart(RunDirectory directory) {
        return new LatencyLogs(directory, Workload.INTENDED + ".hlog", "from the intended start to the listener");
    }

    /**
     * The file of one cell.
     *
     * @param arm the arm's name
     * @param workload the workload's name
     * @return its name within the run's folder
     */
    public String fileName(String arm, String workload) {
        return arm + "@" + workload + suffix;
    }

    /**
     * Adds a fork's latencies, tagged with its round.
     *
     * @param arm the arm's name
     * @param workload the workload's name
     * @param round from 0
     * @param intervalsNanos at least one, in order of time, each with its start and end time stamps set
     * @throws UserError if the file can't be written
     */
    public void append(String arm, String workload, int round, List<Histogram> intervalsNanos) {
        String name = fileName(arm, workload);
        Path file = directory.path().resolve(name);
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            var log = new HistogramLogWriter(out);
            if (Files.exists(file)) {
                out.write(Files.readAllBytes(file));
                log.setBaseTime(baseTimeMillis(file));
            } else {
                log.outputComment("[latency in nanoseconds of fetches that ended OK, " + legend + "]");
                log.outputLogFormatVersion();
                long start = intervalsNanos.getFirst().getStartTimeStamp();
                log.outputStartTime(start);
                log.setBaseTime(start);
                log.outputBaseTime(start);
                log.outputLegend();
            }
            for (Histogram interval : intervalsNanos) {
                interval.setTag("round-" + round);
                log.outputIntervalHistogram(interval);
            }
        } catch (IOException e) {
            throw new UserError(file + ": expected to read it, got " + e, e);
        }
        directory.write(name, bytes.toString(StandardCharsets.UTF_8));
    }

    private static long baseTimeMillis(Path file) throws IOException {
        try (var reader = new HistogramLogReader(file.toFile())) {
            reader.nextIntervalHistogram();
            return Math.round(reader.getStartTimeSec() * 1000);
        }
    }

    /**
     * The log of one cell.
     *
     * @param arm the arm's name
     * @param workload the workload's name
     * @return what can be read of it; empty if there is no such file
     */
    public LatencyLog read(String arm, String workload) {
        return LatencyLog.read(directory.path().resolve(fileName(arm, workload)));
    }

    /**
     * All latencies of one cell.
     *
     * @param arm the arm's name
     * @param workload the workload's name
     * @return every interval merged; empty if there is no such file or nothing in it that can be read
     */
    public Optional<Histogram> merged(String arm, String workload) {
        return read(arm, workload).merged();
    }

    /**
     * Sets a histogram's time stamps.
     *
     * @param histogram whose
     * @param start first moment it stands for
     * @param end last moment it stands for
     */
    public static void stamp(Histogram histogram, Instant start, Instant end) {
        histogram.setStartTimeStamp(start.toEpochMilli());
        histogram.setEndTimeStamp(end.toEpochMilli());
    }
}
