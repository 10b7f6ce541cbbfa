package io.fetchbench.harness.report;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.record.WarmUp;
import io.fetchbench.harness.stats.RoundMetrics;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.SuiteLoader;
import io.fetchbench.harness.suite.Workload;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** A run as a session might leave it, made up from a seed: every arm on every workload of a suite. */
public final class SampleRun {
    static final Instant STARTED = Instant.parse("2026-01-31T23:30:15.250Z");

    private final Random random = new Random(7);
    private final Suite suite;
    private final List<Arm> arms = new ArrayList<>();
    private List<String> command = List.of("run", "--suite", "quick");
    private String incompleteReason;

    /**
     * How an arm does, relative to the first.
     *
     * @param cost CPU and latency; 0 for an arm that can't run at all
     */
    private record Arm(String name, Stack stack, double cost, Validity validity, List<String> reasons) {}

    private SampleRun(Suite suite) {
        this.suite = suite;
    }

    static SampleRun of(Suite suite) {
        return new SampleRun(suite);
    }

    /** Six arms on the built-in suite. */
    public static SampleRun quick() {
        return of(SuiteLoader.load("quick")).usualArms();
    }

    /** Six arms on one batch and one closed workload, which only a change of this class or its suite can alter. */
    public static SampleRun sample() {
        return of(SuiteLoader.load(resource("sample.yaml").toString())).usualArms();
    }

    /** A file beside the tests of this package. */
    static Path resource(String name) {
        try {
            return Path.of(SampleRun.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One suspect, one invalid, one of a whole stack, one that can't run. */
    SampleRun usualArms() {
        return arm("nio-callbacks", 1).arm("virtual-threads", 1.13)
                .arm("blocking-threads", Stack.SHARED_CODEC, 1.41, Validity.SUSPECT,
                        "warm-up did not converge in round 2")
                .arm("virtual-threads-structured", Stack.SHARED_CODEC, 1.17, Validity.INVALID,
                        "3 of 61440 responses had a wrong checksum")
                .arm("vertx-impl", Stack.WHOLE_STACK, 1.93, Validity.VALID)
                .arm("coroutine-loop", Stack.SHARED_CODEC, 0, Validity.VALID, "needs epoll, which this system has not");
    }

    SampleRun arm(String name, double cost) {
        return arm(name, Stack.SHARED_CODEC, cost, Validity.VALID);
    }

    SampleRun arm(String name, Stack stack, double cost, Validity validity, String... reasons) {
        arms.add(new Arm(name, stack, cost, validity, List.of(reasons)));
        return this;
    }

    SampleRun command(String... words) {
        command = List.of(words);
        return this;
    }

    public SampleRun incomplete(String reason) {
        incompleteReason = reason;
        return this;
    }

    /** The record, its histogram logs written to the folder. */
    public RunRecord in(RunDirectory directory) {
        var logs = new LatencyLogs(directory);
        List<Cell> cells = suite.workloads().stream()
                .flatMap(workload -> IntStream.range(0, arms.size()).mapToObj(i -> cell(workload, i, logs))).toList();
        var environment = new Environment("Linux 6.1.0", "AMD EPYC 7B13", 2, 8L << 30, "Eclipse Adoptium 25.0.1+8",
                List.of("-Xms512m", "-XX:+UseParallelGC"), "1", "0", "epoll", "clock_gettime", "0123abc");
        return new RunRecord(RunRecord.FORMAT_VERSION, "20260131T233015Z-quick", incompleteReason == null,
                incompleteReason, STARTED, 161_400_000_000L, command, environment, suite, cells);
    }

    private Cell cell(Workload workload, int place, LatencyLogs logs) {
        Arm arm = arms.get(place);
        int rounds = arm.cost() == 0 ? 0 : workload.rounds();
        List<ForkRecord> forks = IntStream.range(0, rounds)
                .mapToObj(round -> fork(workload, arm, place, round, logs)).toList();
        return new Cell(arm.name(), arm.name(), arm.stack(), workload.name(), arm.validity(), arm.reasons(), forks);
    }

    private ForkRecord fork(Workload workload, Arm arm, int place, int round, LatencyLogs logs) {
        double cost = arm.cost() * (1 + 0.02 * random.nextGaussian());
        List<Slice> slices = IntStream.range(0, workload.slices()).mapToObj(turn -> slice(workload, cost, turn))
                .toList();
        var latency = new Histogram(3);
        for (int i = 0; i < 5_000; i++) {
            latency.recordValue(latencyNanos(workload, cost));
        }
        LatencyLogs.stamp(latency, STARTED.plusSeconds(10L * round), STARTED.plusSeconds(10L * round + 3));
        logs.append(arm.name(), workload.name(), round, latency);
        return new ForkRecord(round, place, 40_000L + 100 * round + place,
                new WarmUp(12, 1_500_000_000L, 0.014 * arm.cost(), arm.cost() < 1.4), slices,
                RoundMetrics.of(workload, slices, latency, null));
    }

    private Slice slice(Workload workload, double cost, int turn) {
        double noise = 1 + 0.01 * Math.abs(random.nextGaussian());
        long fetches = workload.drive() == Drive.BATCH ? workload.fetches() : (long) (6_000 / cost / noise);
        long elapsed = workload.drive() == Drive.BATCH
                ? (long) (workload.idealMakespanNanos() + 3e6 * cost * noise)
                : workload.slice().toNanos();
        return new Slice(turn, fetches, Map.of(Outcome.OK, fetches), 0, 0, elapsed,
                (long) (9_120 * cost * noise * fetches), (long) (312 * cost * fetches));
    }

    private long latencyNanos(Workload workload, double cost) {
        double queueing = 400_000 * cost * StrictMath.exp(0.4 * random.nextGaussian())
                + (random.nextInt(500) == 0 ? 4e6 * cost : 0);
        return workload.delay().median().toNanos() + (long) queueing;
    }
}
