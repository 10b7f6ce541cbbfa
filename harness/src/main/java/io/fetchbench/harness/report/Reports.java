package io.fetchbench.harness.report;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The files made from a run's record and its latencies. The same record and latencies give the same files, byte for byte. */
public final class Reports {
    /** A comparison's verdict; where there is one, the summary begins with it. */
    public static final String VERDICT_MARKDOWN = "verdict.md";

    /** The record of the same; where there is one, the page begins with it. */
    public static final String VERDICT_JSON = "verdict.json";

    private Reports() {}

    /**
     * Writes {@code results.csv}, {@code summary.md} and {@code report.html}.
     *
     * @param directory the run's folder, with the histogram logs in it
     * @param run the run, complete or not
     * @throws UserError if a log can't be read or a file can't be written
     */
    public static void writeAll(RunDirectory directory, RunRecord run) {
        Comparison comparison = Comparison.of(run, directory);
        directory.write(ResultsCsv.FILE, ResultsCsv.render(run));
        directory.write(SummaryMarkdown.FILE, verdict(directory) + SummaryMarkdown.render(comparison));
        directory.write(HtmlReport.FILE, HtmlReport.render(comparison));
    }

    private static String verdict(RunDirectory directory) {
        Path file = directory.path().resolve(VERDICT_MARKDOWN);
        try {
            return Files.exists(file) ? Files.readString(file) + "\n" : "";
        } catch (IOException e) {
            throw new UserError(file + ": expected to read it, got " + e, e);
        }
    }

    /**
     * The same from {@code run.json}, which stays as it is.
     *
     * @param directory the run's folder
     * @return the record that was read
     * @throws UserError if a file can't be read or written
     */
    public static RunRecord rebuild(RunDirectory directory) {
        RunRecord run = directory.readRecord();
        writeAll(directory, run);
        return run;
    }

    /**
     * Writes one page with several runs side by side.
     *
     * @param directories their folders
     * @param page where to; its folder must exist
     * @param colour whether to colour what is returned
     * @param plot whether to plot latency by percentile in it
     * @return the same for the terminal
     * @throws UserError if a file can't be read or the page can't be written
     */
    public static String sideBySide(List<RunDirectory> directories, Path page, boolean colour, boolean plot) {
        Comparison comparison = Comparison.of(ReportedRun.of(directories, page));
        Path absolute = page.toAbsolutePath();
        new RunDirectory(absolute.getParent()).write(absolute.getFileName().toString(), HtmlReport.render(comparison));
        return TerminalReport.render(comparison, colour, plot);
    }

    /**
     * Writes every log's percentile distribution in milliseconds, beside it and with its name's ending replaced, in the
     * format of HdrHistogram's own plotter.
     *
     * @param directory the run's folder
     * @param run its record
     * @throws UserError if a file can't be written
     */
    public static void writeHgrm(RunDirectory directory, RunRecord run) {
        for (Cell cell : run.cells()) {
            for (LatencyLogs logs : List.of(new LatencyLogs(directory), LatencyLogs.ofIntendedStart(directory))) {
                logs.merged(cell.arm(), cell.workload()).ifPresent(latency -> directory.write(
                        logs.fileName(cell.arm(), cell.workload()).replaceAll("\\.hlog$", ".hgrm"), hgrm(latency)));
            }
        }
    }

    private static String hgrm(Histogram latencyNanos) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            latencyNanos.outputPercentileDistribution(out, 1e6);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
