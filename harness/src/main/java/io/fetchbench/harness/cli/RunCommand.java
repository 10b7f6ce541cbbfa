package io.fetchbench.harness.cli;

import io.fetchbench.harness.profile.Profiling;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.report.TerminalReport;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.session.Session;
import io.fetchbench.harness.suite.Suite;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench run}. */
@Command(name = "run", description = "Runs a suite and prints the comparison.", mixinStandardHelpOptions = true, sortOptions = false)
final class RunCommand implements Callable<Integer> {
    @Mixin
    private WorkloadOptions workload;

    @Mixin
    private StyleOptions styles;

    @Mixin
    private RecordOptions kept;

    @Option(names = "--plot", description = "Also plot latency by percentile on the terminal.")
    private boolean plot;

    @Option(names = "--jfr", description = "Also keep a Flight Recorder recording of every fork, and count pinned virtual threads, pauses and stalls of event loops in it. Figures include its cost.")
    private boolean jfr;

    @Option(names = "--flamegraph", description = "Also keep a flame graph of every fork. Figures include its cost.")
    private boolean flameGraph;

    @Override
    public Integer call() {
        Suite suite = workload.suite();
        boolean terminal = Terminal.isPresent();
        var session = new Session(suite, Arm.withControl(styles.arms(suite)), kept.results(), kept.command(),
                System.out, terminal,
                profiling());
        Session.Outcome outcome = session.run();
        System.out.println();
        System.out.print(TerminalReport.render(outcome.run(), outcome.directory(), terminal, plot));
        System.out.println("\nReport: " + outcome.directory().path().resolve("report.html"));
        boolean invalid = outcome.run().cells().stream().anyMatch(cell -> cell.validity() == Validity.INVALID);
        return invalid ? ExitCode.INVALID : ExitCode.OK;
    }

    private Profiling profiling() {
        Profiling profiling = Profiling.choose(jfr, flameGraph);
        if (!profiling.remark().isEmpty()) {
            System.out.println(profiling.remark());
        }
        return profiling;
    }
}
