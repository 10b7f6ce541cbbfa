package io.fetchbench.harness.cli;

import io.fetchbench.harness.compare.ArmReader;
import io.fetchbench.harness.compare.LiveComparison;
import io.fetchbench.harness.compare.PairArms;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.suite.Share;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bench compare}. */
@Command(name = "compare", description = {
        "Says whether CANDIDATE is slower than BASE, from pairs of live forks in alternating slices.",
        "An arm is a style, style@jar, or either with name= before it; several jars are separated as in a class path.",
        "Exit codes: 0 not slower by the limit, 1 could not run or is broken, 2 slower, 3 can't tell."}, mixinStandardHelpOptions = true, sortOptions = false)
final class CompareCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "BASE", description = "The arm to compare with.")
    private String base;

    @Parameters(index = "1", paramLabel = "CANDIDATE", description = "The arm that must not be slower.")
    private String candidate;

    @Mixin
    private WorkloadOptions workload;

    @Mixin
    private GateOptions gate;

    @Option(names = "--inject", paramLabel = "SHARE", description = "Slow CANDIDATE down by this share of its CPU time per fetch, to see that the gate finds it.")
    private Share inject;

    @Mixin
    private RecordOptions kept;

    @Override
    public Integer call() {
        var reader = ArmReader.ofBuiltIn();
        List<Arm> arms = reader.pair(base, candidate);
        var plain = new PairArms(arms.getFirst(), arms.getLast(), reader.control());
        PairArms duel = inject == null ? plain : plain.withSlowdown(inject.fraction());
        var comparison = new LiveComparison(List.of(duel), workload.comparable(), gate.gate(1), gate.seed(), base,
                List.of());
        return Verdicts.print(comparison.run(kept.results(), kept.command(),
                System.out, Terminal.isPresent()));
    }
}
