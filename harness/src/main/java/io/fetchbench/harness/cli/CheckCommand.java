package io.fetchbench.harness.cli;

import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.harness.compare.ArmReader;
import io.fetchbench.harness.compare.BaselineComparison;
import io.fetchbench.harness.compare.GitRevision;
import io.fetchbench.harness.compare.LiveComparison;
import io.fetchbench.harness.compare.PairArms;
import io.fetchbench.harness.compare.ScratchFolder;
import io.fetchbench.harness.control.Instrument;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.verdict.Baseline;
import io.fetchbench.harness.verdict.Gate;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench check}. */
@Command(name = "check", description = {"Fails a build whose fetch path became slower.",
        "--against measures this checkout's styles and another revision's in pairs of live forks: use it in CI.",
        "--baseline measures against figures of another day, on the same kind of machine.",
        "Exit codes: 0 not slower by the limit, 1 could not run or is broken, 2 slower, 3 can't tell."}, mixinStandardHelpOptions = true, sortOptions = false)
final class CheckCommand implements Callable<Integer> {
    @ArgGroup(multiplicity = "1")
    private Reference reference;

    @Option(names = "--styles", split = ",", paramLabel = "NAME", description = "Styles to check; all, or the baseline's, unless set.")
    private List<String> styles = List.of();

    @Mixin
    private PluginOptions plugins;

    @Mixin
    private WorkloadOptions workload;

    @Mixin
    private GateOptions gate;

    @Mixin
    private RecordOptions kept;

    static final class Reference {
        @Option(names = "--against", paramLabel = "REVISION", description = "A revision of this Git checkout, such as origin/main.")
        private String revision;

        @Option(names = "--baseline", paramLabel = "FILE", description = "A baseline that bench baseline made.")
        private Path baseline;
    }

    @Override
    public Integer call() {
        return Verdicts.print(reference.baseline != null ? againstBaseline() : againstRevision());
    }

    private LiveComparison.Outcome againstRevision() {
        plugins.refuse("--against, which compares this checkout's own styles");
        Workload compared = workload.comparable();
        var revision = new GitRevision(Path.of(System.getProperty("fetchbench.home", ".")), reference.revision);
        try (var scratch = ScratchFolder.create("fetchbench-check", "nothing was measured yet",
                revision::forget)) {
            var reader = new ArmReader(plugins.providers());
            List<String> names = styles.isEmpty()
                    ? reader.builtIn().stream().filter(style -> !(style instanceof Instrument))
                            .map(FetcherProvider::name).toList()
                    : styles;
            List<Arm> candidates = names.stream().distinct().map(reader::read).toList();
            Gate declared = gate.gate(candidates.size());
            declared.requireMetricsOf(compared);
            if (revision.isThisCheckout()) {
                System.out.println("note: this checkout has no other files than " + reference.revision
                        + ", so equal code is compared");
            }
            System.out.println("Building the styles of " + reference.revision + " ...");
            List<GitRevision.StyleModule> modules = revision.build(scratch.path());
            scratch.sayNothing();
            List<PairArms> duels = candidates.stream()
                    .map(candidate -> new PairArms(reader.ofModules(candidate.name(), modules, reference.revision),
                            candidate, reader.control()))
                    .toList();
            return new LiveComparison(duels, compared, declared, gate.seed(),
                    reference.revision, revision.unseen())
                    .run(kept.results(), kept.command(), System.out, Terminal.isPresent());
        }
    }

    private LiveComparison.Outcome againstBaseline() {
        workload.refuse("a baseline, which says itself what is measured");
        gate.refusePairs();
        Baseline baseline = Baseline.read(reference.baseline);
        var comparison = new BaselineComparison(baseline, reference.baseline, styles, gate.gate(1),
                new ArmReader(plugins.providers()));
        return comparison.run(kept.results(), kept.command(), System.out, Terminal.isPresent());
    }
}
