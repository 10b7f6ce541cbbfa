package io.fetchbench.harness.cli;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.draw.DelayDistribution;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.session.KneeSearch;
import io.fetchbench.harness.session.KneeSearch.Knee;
import io.fetchbench.harness.session.KneeSearch.Probe;
import io.fetchbench.harness.session.Session;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.WorkloadSpec;
import io.fetchbench.harness.text.Numbers;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench knee}. */
@Command(name = "knee", description = "Finds the highest rate at which the 99th percentile of latency, from the intended start, stays under a bound.", mixinStandardHelpOptions = true, sortOptions = false)
final class KneeCommand implements Callable<Integer> {
    private static final double PRECISION = 1.1;
    private static final int SLICES = 2;
    private static final Duration SHORTEST_SLICE = Duration.ofSeconds(2);
    /** In each slice, so that all have as many as a 99th percentile needs, and some more: arrivals are drawn. */
    private static final double FEWEST_ARRIVALS = 75;

    @Option(names = "--p99", paramLabel = "TIME", required = true, description = "The bound, such as 20ms.")
    private Duration bound;

    @Option(names = "--from", paramLabel = "N", description = "First rate tried, per second; 500 unless set.")
    private double lowest = 500;

    @Option(names = "--to", paramLabel = "N", description = "Highest rate tried, per second; 100000 unless set.")
    private double highest = 100_000;

    @Option(names = "--in-flight", paramLabel = "N", description = "Fetches in flight at most; 1000 unless set.")
    private int inFlight = 1_000;

    @Option(names = "--delay", paramLabel = "TIME", description = "The server's delay, such as 5ms; none unless set.")
    private DelayDistribution delay = DelayDistribution.NONE;

    @Mixin
    private RecordOptions kept;

    @Mixin
    private StyleOptions styles;

    @Override
    public Integer call() {
        if (!(lowest > 0 && lowest <= highest)) {
            throw new UserError(
                    "--from and --to: expected two rates above 0, the lower one first, got " + lowest + " and "
                            + highest);
        }
        var search = new KneeSearch(lowest, highest, PRECISION);
        for (Arm arm : styles.arms(suite(lowest))) {
            System.out.println(arm.name());
            Knee knee = search.search(rate -> probe(arm, rate));
            System.out.println("  " + describe(knee));
        }
        return ExitCode.OK;
    }

    private String describe(Knee knee) {
        if (knee.rate().isEmpty()) {
            return text("knee: below %s fetches a second", digits(lowest));
        }
        return text(knee.bounded()
                ? "knee: %s fetches a second"
                : "knee: %s fetches a second or more, the highest rate tried", digits(knee.rate().getAsDouble()));
    }

    private Probe probe(Arm arm, double rate) {
        var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var session = new Session(suite(rate), List.of(arm), kept.results(), kept.command(), quiet, false);
        Cell cell = session.run().run().cells().getFirst();
        if (cell.forks().isEmpty()) {
            throw new UserError(arm.name() + ": expected figures at " + digits(rate) + " fetches a second, got none: "
                    + String.join("; ", cell.reasons()));
        }
        double p99 = cell.forks().getFirst().metrics().getOrDefault(Metric.INTENDED_P99, Double.NaN);
        boolean holds = cell.validity() != Validity.INVALID && p99 <= bound.toNanos() / 1e3;
        var probe = new Probe(rate, holds, p99, String.join("; ", cell.reasons()));
        System.out.println(text("  %8s/s  p99 %9.3f ms  %s%s", digits(rate), p99 / 1e3, holds ? "holds" : "fails",
                probe.note().isEmpty() ? "" : " (" + probe.note() + ")"));
        return probe;
    }

    private Suite suite(double rate) {
        var workload = new WorkloadSpec("knee-" + digits(rate), Drive.OPEN, null, List.of(inFlight), List.of(rate),
                "poisson", List.of(delay), null, null, null, null, null, null, 1, SLICES, slice(rate), null, null,
                null);
        return new Suite("knee", "one rate of a search", List.of(), workload.resolve(1));
    }

    private static Duration slice(double rate) {
        Duration enough = Duration.ofMillis((long) (1e3 * FEWEST_ARRIVALS / rate));
        return enough.compareTo(SHORTEST_SLICE) > 0 ? enough : SHORTEST_SLICE;
    }

    /** Three significant ones at least, for a knee is within a tenth. */
    private static String digits(double rate) {
        return Numbers.rounded(rate, Math.max(0, Numbers.decimals(rate, 3, 9)));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
