package io.fetchbench.harness.cli;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.report.HtmlReport;
import io.fetchbench.harness.report.Reports;
import io.fetchbench.harness.report.TerminalReport;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench report}. */
@Command(name = "report", description = {
        "Makes a run's CSV, Markdown and HTML again from run.json and the .hlog files;",
        "of several runs one page that has them side by side."}, mixinStandardHelpOptions = true)
final class ReportCommand implements Runnable {
    @Parameters(arity = "1..*", paramLabel = "RUN", description = "A run's folder, as under results/runs.")
    private List<Path> runs;

    @Option(names = "--output", paramLabel = "FILE", description = "Page of several runs; side-by-side.html beside the first run's folder unless set.")
    private Path output;

    @Option(names = "--plot", description = "Also plot latency by percentile on the terminal.")
    private boolean plot;

    @Option(names = "--hgrm", description = "Also write every latency log's percentiles as .hgrm, in milliseconds.")
    private boolean hgrm;

    @Override
    public void run() {
        if (output != null && runs.size() == 1) {
            throw new UserError("--output: expected several runs, whose page it names, got one, whose page stays in its"
                    + " folder; leave it out");
        }
        List<RunDirectory> directories = runs.stream().map(RunDirectory::new).toList();
        if (hgrm) {
            directories.forEach(directory -> Reports.writeHgrm(directory, directory.readRecord()));
        }
        Path page = directories.size() == 1 ? rebuild(directories.getFirst()) : sideBySide(directories);
        System.out.println("\nReport: " + page);
    }

    private Path rebuild(RunDirectory directory) {
        RunRecord record = Reports.rebuild(directory);
        System.out.print(TerminalReport.render(record, directory, Terminal.isPresent(), plot));
        return directory.path().resolve(HtmlReport.FILE);
    }

    private Path sideBySide(List<RunDirectory> directories) {
        Path page = output != null ? output : runs.getFirst().resolveSibling("side-by-side.html");
        System.out.print(Reports.sideBySide(directories, page, Terminal.isPresent(), plot));
        return page;
    }
}
