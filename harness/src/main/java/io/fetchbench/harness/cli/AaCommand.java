package io.fetchbench.harness.cli;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.compare.AaFigures;
import io.fetchbench.harness.compare.AaLog;
import io.fetchbench.harness.compare.AaRun;
import io.fetchbench.harness.compare.ArmReader;
import io.fetchbench.harness.compare.ScratchFolder;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Share;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.verdict.Gate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench aa}. */
@Command(name = "aa", description = {
        "Measures the tool itself: a style against itself for the rate of false alarms, and with an injected slowdown",
        "for how often that is found. Can be cut at any time and goes on with --resume."}, mixinStandardHelpOptions = true, sortOptions = false)
final class AaCommand implements Callable<Integer> {
    @Option(names = "--style", paramLabel = "STYLE", description = "Which style, style@jar, or either with name= before it; nio-callbacks unless set.")
    private String style = "nio-callbacks";

    @Option(names = "--inject", paramLabel = "SHARE", description = "Slow the candidate down by this share of its CPU time per fetch, with real work.")
    private Share inject = new Share(0);

    @ArgGroup(multiplicity = "1")
    private Wanted wanted;

    @Option(names = "--file", paramLabel = "FILE", description = "Keeps every pair; results/aa.csv unless set.")
    private Path file = Path.of(System.getProperty("fetchbench.home", "."), "results", "aa.csv");

    @Option(names = "--resume", description = "Add to what the file has, until there are as many as asked for.")
    private boolean resume;

    @Mixin
    private WorkloadOptions workload;

    static final class Wanted {
        @Option(names = "--sessions", paramLabel = "N", description = "Whole sessions, as compare runs them.")
        private int sessions;

        @Option(names = "--pairs", paramLabel = "N", description = "Pairs alone, from which sessions are then drawn.")
        private int pairs;

        @Option(names = "--figures", description = "Measure nothing; print what the file's pairs say.")
        private boolean figures;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!wanted.figures && Math.max(wanted.sessions, wanted.pairs) < 1) {
            throw new UserError("--sessions or --pairs: expected 1 or more, got "
                    + Math.min(wanted.sessions, wanted.pairs));
        }
        var log = new AaLog(file);
        Gate gate = Gate.of(List.of(Metric.CPU));
        if (!wanted.figures) {
            measure(log, gate);
            System.out.println();
        }
        System.out.print(AaFigures.render(log, gate));
        return ExitCode.OK;
    }

    private void measure(AaLog log, Gate gate) throws InterruptedException {
        if (Files.exists(file) && !resume) {
            throw new UserError(file + ": expected no such file yet, got one; add to it with --resume, or name another"
                    + " with --file");
        }
        Workload closed = workload.comparable();
        if (closed.drive() != Drive.CLOSED) {
            throw new UserError("workload " + closed.name() + ": expected callers that go on, whose CPU time per fetch"
                    + " is the same while warming up, got drive " + closed.drive());
        }
        var reader = ArmReader.ofBuiltIn();
        var run = new AaRun(log, reader.read(style), reader.control(), closed, inject.fraction(), gate,
                System.out);
        try (var logs = ScratchFolder.create("fetchbench-aa", "what was measured is kept in " + file, () -> {})) {
            try {
                measure(run, logs.path());
            } catch (UserError e) {
                logs.keepIfNamedBy(e);
                throw e;
            }
        }
    }

    private void measure(AaRun run, Path logs) throws InterruptedException {
        if (wanted.sessions > 0) {
            run.sessions(logs, wanted.sessions);
        } else {
            run.pairs(logs, wanted.pairs);
        }
    }
}
