package io.fetchbench.harness.cli;

import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.report.Reports;
import io.fetchbench.harness.report.TerminalReport;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bench report}. */
@Command(name = "report", description = "Makes a run's CSV, Markdown and HTML again from run.json and the .hlog files.", mixinStandardHelpOptions = true)
final class ReportCommand implements Runnable {
    @Parameters(paramLabel = "RUN", description = "A run's folder, as under results/runs.")
    private Path run;

    @Override
    public void run() {
        var directory = new RunDirectory(run);
        RunRecord record = Reports.rebuild(directory);
        System.out.print(TerminalReport.render(record, new LatencyLogs(directory), Terminal.isPresent()));
        System.out.println("\nReport: " + run.resolve("report.html"));
    }
}
