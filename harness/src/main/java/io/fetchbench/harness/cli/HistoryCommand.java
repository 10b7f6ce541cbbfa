package io.fetchbench.harness.cli;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.verdict.History;
import io.fetchbench.harness.verdict.Shift;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench history}. */
@Command(name = "history", description = {
        "Adds runs to the history, a CSV file an arm and workload, and says where a metric's ratio to the control arm shifted.",
        "For people to look at: runs of different days are no gate, so a shift is no failure."}, mixinStandardHelpOptions = true, sortOptions = false)
final class HistoryCommand implements Runnable {
    private static final Path HOME = Path.of(System.getProperty("fetchbench.home", "."), "results");

    @Option(names = "--results", paramLabel = "DIR", description = "The runs to add; results/runs unless set.")
    private Path results = HOME.resolve("runs");

    @Option(names = "--history", paramLabel = "DIR", description = "Where the files are; results/history unless set.")
    private Path folder = HOME.resolve("history");

    @Option(names = "--metrics", split = ",", paramLabel = "METRIC", description = "Where shifts are looked for; cpu_us_per_fetch unless set.")
    private List<Metric> metrics = List.of(Metric.CPU);

    private record Series(String arm, String workload) {}

    @Override
    public void run() {
        var history = new History(folder);
        Set<Series> all = new LinkedHashSet<>();
        List<RunRecord> runs = runs();
        int added = 0;
        for (RunRecord run : runs) {
            if (history.add(run)) {
                added++;
                run.cells().forEach(cell -> all.add(new Series(cell.arm(), cell.workload())));
            }
        }
        System.out.println(added + " runs of " + results + " are in " + folder);
        for (Series series : all) {
            for (Metric metric : metrics) {
                List<Shift> shifts = history.shifts(series.arm(), series.workload(), metric);
                System.out.println(series.arm() + " on " + series.workload() + ", " + metric.key() + ": "
                        + history.points(series.arm(), series.workload()).size() + " runs, "
                        + (shifts.isEmpty() ? "no shift" : shifts.size() + " shifts"));
                shifts.forEach(shift -> System.out.println("  " + describe(shift)));
            }
        }
    }

    private static String describe(Shift shift) {
        return String.format(Locale.ROOT, "from %s (%s, commit %s): %.3f of control before, %.3f since, p = %.4f",
                shift.first().time(), shift.first().runId(), shift.first().commit(), shift.before(), shift.after(),
                shift.pValue());
    }

    private List<RunRecord> runs() {
        try (Stream<Path> folders = Files.list(results)) {
            return folders.filter(run -> Files.exists(run.resolve(RunDirectory.RUN_JSON))).sorted()
                    .map(run -> new RunDirectory(run).readRecord()).toList();
        } catch (IOException e) {
            throw new UserError(results + ": expected a folder with runs, got " + e + "; name one with --results", e);
        }
    }
}
