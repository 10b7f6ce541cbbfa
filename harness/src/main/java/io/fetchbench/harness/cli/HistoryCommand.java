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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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
        List<Path> directories = directories();
        List<RunRecord> runs = directories.stream().flatMap(directory -> readable(directory).stream()).toList();
        List<RunRecord> added = runs.stream().filter(history::add).toList();
        System.out.println(added.size() + " runs of " + results + " are in " + folder);
        added.stream().flatMap(run -> run.cells().stream()).map(cell -> new Series(cell.arm(), cell.workload()))
                .distinct().forEach(series -> metrics.forEach(metric -> print(history, series, metric)));
        if (runs.size() < directories.size()) {
            throw new UserError(results + ": expected runs that can be read, got " + (directories.size() - runs.size())
                    + " that can't and are left out (above); move them away");
        }
    }

    /** A run that can't be read keeps the others from nothing. */
    private static Optional<RunRecord> readable(Path directory) {
        try {
            return Optional.of(new RunDirectory(directory).readRecord());
        } catch (UserError e) {
            System.err.println("left out: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static void print(History history, Series series, Metric metric) {
        int usable = history.usable(series.arm(), series.workload(), metric).size();
        List<Shift> shifts = history.shifts(series.arm(), series.workload(), metric);
        System.out.println(series.arm() + " on " + series.workload() + ", " + metric.key() + ": " + usable + " of "
                + history.points(series.arm(), series.workload()).size() + " runs are usable, "
                + (usable < History.FEWEST_RUNS
                        ? "too few to see a shift, which takes " + History.FEWEST_RUNS
                        : shifts.isEmpty() ? "no shift" : shifts.size() + " shifts"));
        shifts.forEach(shift -> System.out.println("  " + describe(shift)));
    }

    private static String describe(Shift shift) {
        return String.format(Locale.ROOT, "from %s (%s, commit %s): %.3f of control before, %.3f since, p = %.4f",
                shift.first().time(), shift.first().runId(), shift.first().commit(), shift.before(), shift.after(),
                shift.pValue());
    }

    private List<Path> directories() {
        try (Stream<Path> folders = Files.list(results)) {
            return folders.filter(run -> Files.exists(run.resolve(RunDirectory.RUN_JSON))).sorted().toList();
        } catch (IOException e) {
            throw new UserError(results + ": expected a folder with runs, got " + e + "; name one with --results", e);
        }
    }
}
