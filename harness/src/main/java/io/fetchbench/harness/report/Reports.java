package io.fetchbench.harness.report;

import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;

/** The files made from a run's record and its latencies. The same record and latencies give the same files, byte for byte. */
public final class Reports {
    private Reports() {}

    /**
     * Writes {@code results.csv}, {@code summary.md} and {@code report.html}.
     *
     * @param directory the run's folder, with the histogram logs in it
     * @param run the run, complete or not
     * @throws io.fetchbench.harness.UserError if a log can't be read or a file can't be written
     */
    public static void writeAll(RunDirectory directory, RunRecord run) {
        Comparison comparison = Comparison.of(run, new LatencyLogs(directory));
        directory.write(ResultsCsv.FILE, ResultsCsv.render(run));
        directory.write(SummaryMarkdown.FILE, SummaryMarkdown.render(comparison));
        directory.write(HtmlReport.FILE, HtmlReport.render(comparison));
    }

    /**
     * The same from {@code run.json}, which stays as it is.
     *
     * @param directory the run's folder
     * @return the record that was read
     * @throws io.fetchbench.harness.UserError if a file can't be read or written
     */
    public static RunRecord rebuild(RunDirectory directory) {
        RunRecord run = directory.readRecord();
        writeAll(directory, run);
        return run;
    }
}
