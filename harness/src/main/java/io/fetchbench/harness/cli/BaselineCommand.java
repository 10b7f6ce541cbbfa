package io.fetchbench.harness.cli;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.session.Session;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.verdict.Baseline;
import io.fetchbench.harness.verdict.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench baseline}. */
@Command(name = "baseline", description = {
        "Measures a baseline for bench check --baseline: ratios to the control arm, over several sessions.",
        "Nothing else ever makes one. Commit it after a review."}, mixinStandardHelpOptions = true, sortOptions = false)
final class BaselineCommand implements Callable<Integer> {
    @Option(names = "--write", paramLabel = "FILE", required = true, description = "Where to; replaced if it is there.")
    private Path file;

    @Option(names = "--sessions", paramLabel = "N", description = "How many sessions, at least 2; the more, the smaller the changes that can be seen. 5 unless set.")
    private int sessions = 5;

    @Mixin
    private WorkloadOptions workload;

    @Mixin
    private StyleOptions styles;

    @Mixin
    private MetricOptions metrics;

    @Mixin
    private RecordOptions kept;

    @Override
    public Integer call() {
        if (sessions < 2) {
            throw new UserError("--sessions: expected 2 or more, as one says nothing of the spread between them, got "
                    + sessions);
        }
        Gate gate = Gate.of(metrics.metrics());
        Suite suite = workload.suite();
        List<Arm> arms = Arm.withControl(styles.arms(suite));
        suite.workloads().forEach(gate::requireMetricsOf);
        requireControl(suite, arms);
        requireEachOnce(arms);
        if (Files.isDirectory(file)) {
            throw new UserError("--write " + file + ": expected a file, got a folder");
        }
        requireWritableFolder();
        var session = new Session(suite, arms, kept.results(), kept.command(), System.out, Terminal.isPresent());
        Baseline.of(measure(sessions, () -> session.run().run(), gate), gate).write(file);
        System.out.println("\nBaseline: " + file);
        return ExitCode.OK;
    }

    /** Before minutes are spent on what could not be written. */
    private void requireWritableFolder() {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UserError(file + ": expected to make its folder, got " + e, e);
        }
        if (!Files.isWritable(folder)) {
            throw new UserError(file + ": expected a folder that can be written to, got one that can't; name another");
        }
    }

    /** What makes a session unfit is said at once, and costs no other one; two in a row are more than bad luck. */
    static List<RunRecord> measure(int sessions, Supplier<RunRecord> session, Gate gate) {
        List<RunRecord> runs = new ArrayList<>();
        boolean again = false;
        while (runs.size() < sessions) {
            System.out.println("session " + (runs.size() + 1) + " of " + sessions + (again ? ", once more" : ""));
            RunRecord run = session.get();
            try {
                Baseline.of(List.of(run), gate);
                runs.add(run);
                again = false;
            } catch (UserError unfit) {
                if (again) {
                    throw unfit;
                }
                System.out.println(unfit.getMessage());
                again = true;
            }
        }
        return runs;
    }

    /** Everything is a ratio to it. */
    private static void requireControl(Suite suite, List<Arm> arms) {
        Arm control = arms.stream().filter(arm -> arm.name().equals(Baseline.CONTROL)).findFirst().orElseThrow();
        for (Workload workload : suite.workloads()) {
            String why = workload.faults().isEmpty()
                    ? control.provider().unsupported(workload.fetchOptions()).orElse("")
                    : "faults, which it tells apart in ways of its own";
            if (!why.isEmpty()) {
                throw new UserError(
                        "workload " + workload.name() + ": expected one that the control arm takes part in, got "
                                + why + "; name others with --workloads");
            }
        }
    }

    private static void requireEachOnce(List<Arm> arms) {
        arms.stream().filter(arm -> !arm.name().equals(arm.provider().name())).findFirst().ifPresent(arm -> {
            throw new UserError("--styles: expected each once in a baseline, got " + arm.provider().name() + " twice");
        });
    }
}
