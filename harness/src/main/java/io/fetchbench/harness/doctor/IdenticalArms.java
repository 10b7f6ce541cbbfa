package io.fetchbench.harness.doctor;

import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.session.Session;
import io.fetchbench.harness.stats.RoundMetrics;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.WorkloadSpec;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A sample of the noise that is left after everything the tool does against it: two identical arms in fresh forks and
 * alternating slices, as in any run, so that whatever they differ by is error.
 */
final class IdenticalArms {
    private static final String STYLE = "control";
    private static final int ROUNDS = 2;
    private static final int SLICES = 30;
    private static final Duration WARM_UP = Duration.ofMillis(1500);
    /** The least change that counts as one, and the limit that a pass has to rule out unless told otherwise. */
    private static final double WEAK = 0.02;
    private static final double UNFIT = 0.05;

    /**
     * What a sample came to.
     *
     * @param run its record
     * @param finding how far the arms were apart
     */
    record Sample(RunRecord run, Finding finding) {}

    private IdenticalArms() {}

    /**
     * Runs both arms.
     *
     * @param providers the styles there are
     * @param results an empty folder, for the caller to delete
     */
    static Sample run(List<FetcherProvider> providers, Path results) {
        List<Arm> arms = Arm.select(List.of(STYLE, STYLE), providers);
        var workload = new WorkloadSpec("identical", Drive.CLOSED, null, null, null, null, null, null, null, null, null,
                null, null, ROUNDS, SLICES, null, WARM_UP, null, null);
        var suite = new Suite("doctor", "two identical arms", List.of(), workload.resolve(ROUNDS));
        var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        RunRecord run = new Session(suite, arms, results, List.of("doctor"), quiet, false).run().run();
        return new Sample(run, judge(cell(run, arms.getFirst()), cell(run, arms.getLast())));
    }

    private static Cell cell(RunRecord run, Arm arm) {
        return run.cells().stream().filter(cell -> cell.arm().equals(arm.name())).findFirst().orElseThrow();
    }

    /** How far apart two cells are that should not be. */
    static Finding judge(Cell one, Cell other) {
        for (Cell cell : List.of(one, other)) {
            if (cell.validity() == Validity.INVALID) {
                return Finding.unfit("identical arms", "could not be compared: " + String.join("; ", cell.reasons()),
                        "mend that first");
            }
        }
        List<double[]> rounds = IntStream.range(0, Math.min(one.forks().size(), other.forks().size()))
                .mapToObj(round -> logRatios(one.forks().get(round), other.forks().get(round))).toList();
        double worst = rounds.stream().mapToDouble(round -> Math.abs(quantile(round, 0.5))).max().orElse(Double.NaN);
        double spread = rounds.stream().mapToDouble(round -> quantile(round, 0.75) - quantile(round, 0.25)).max()
                .orElse(Double.NaN) / 2;
        String apart = rounds.stream().map(round -> Finding.text("%.1f %%", percent(Math.abs(quantile(round, 0.5)))))
                .collect(Collectors.joining(" and "));
        String found = Finding.text("differed by %s in CPU per fetch, in %d rounds of fresh forks; from slice to slice"
                + " the middle half of the differences lay within +-%.1f %% of that", apart, rounds.size(),
                percent(spread));
        return Finding.rated("identical arms", worst, WEAK, UNFIT, found, Finding.text("differences between styles"
                + " below %.0f %% mean nothing now: quieten the machine, or use more rounds", percent(worst) * 2));
    }

    /** Slice by slice, each pair of which were neighbours in time. */
    private static double[] logRatios(ForkRecord one, ForkRecord other) {
        return IntStream.range(0, Math.min(one.slices().size(), other.slices().size()))
                .mapToDouble(turn -> Math.log(RoundMetrics.ofSlice(Metric.CPU, one.slices().get(turn))
                        / RoundMetrics.ofSlice(Metric.CPU, other.slices().get(turn))))
                .sorted().toArray();
    }

    private static double quantile(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static double percent(double logRatio) {
        return Math.expm1(logRatio) * 100;
    }
}
