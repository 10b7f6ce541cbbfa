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
import io.fetchbench.harness.record.Usage;
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

    private static final int INTERVALS = 5;

    private final Random random = new Random(7);
    private final Random waiting = new Random(8);
    private final Suite suite;
    private final List<Arm> arms = new ArrayList<>();
    private List<String> command = List.of("run", "--suite", "quick");
    private String incompleteReason;
    private LatencyLogs intendedLogs;

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

    /** Six arms on the built-in suite of every kind of load. */
    public static SampleRun full() {
        return of(SuiteLoader.load("full")).usualArms();
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
        intendedLogs = LatencyLogs.ofIntendedStart(directory);
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
        List<Histogram> actual = intervals(workload, cost, round, 0, random);
        logs.append(arm.name(), workload.name(), round, actual);
        List<Histogram> intended = workload.drive() == Drive.OPEN || workload.drive() == Drive.BATCH
                ? intervals(workload, cost, round, 300_000, waiting)
                : List.of();
        if (!intended.isEmpty()) {
            intendedLogs.append(arm.name(), workload.name(), round, intended);
        }
        return new ForkRecord(round, place, 40_000L + 100 * round + place,
                new WarmUp(12, 1_500_000_000L, 0.014 * arm.cost(), arm.cost() < 1.4), slices,
                RoundMetrics.of(workload, slices, merged(actual), merged(intended)));
    }

    private List<Histogram> intervals(Workload workload, double cost, int round, long waitingNanos,
            Random drawing) {
        return IntStream.range(0, INTERVALS).mapToObj(i -> {
            var latency = new Histogram(3);
            for (int n = 0; n < 5_000 / INTERVALS; n++) {
                latency.recordValue(latencyNanos(workload, cost, drawing) + drawing.nextInt((int) waitingNanos + 1));
            }
            Instant start = STARTED.plusSeconds(10L * round + i);
            LatencyLogs.stamp(latency, start, start.plusMillis(500));
            return latency;
        }).toList();
    }

    private static Histogram merged(List<Histogram> intervals) {
        var sum = new Histogram(3);
        intervals.forEach(sum::add);
        return sum;
    }

    private Slice slice(Workload workload, double cost, int turn) {
        double noise = 1 + 0.01 * Math.abs(random.nextGaussian());
        long fetches = workload.drive().handsOverAll() ? workload.fetches() : (long) (6_000 / cost / noise);
        long elapsed = workload.drive().handsOverAll()
                ? (long) (workload.idealMakespanNanos() + 3e6 * cost * noise)
                : workload.slice().toNanos();
        var pace = workload.drive() == Drive.OPEN ? new Slice.Pace(0, 100_000, 20, 20, 40) : null;
        var release = workload.drive() == Drive.CANCEL
                ? new Slice.Release((long) (2e6 * cost), (long) (3e6 * cost), 0, 0)
                : null;
        var usage = new Usage((long) (2 * fetches * cost), fetches / 100, 0, 14, 150L << 20, null);
        Map<Outcome, Long> outcomes = outcomes(workload, fetches);
        return new Slice(turn, fetches, outcomes, outcomes, 0, 0, 0, elapsed, (long) (9_120 * cost * noise * fetches),
                (long) (312 * cost * fetches), usage, pace, release, null, null);
    }

    private static Map<Outcome, Long> outcomes(Workload workload, long fetches) {
        long other = workload.faults().isEmpty() ? 0 : fetches / 10;
        Outcome kind = workload.drive() == Drive.CANCEL ? Outcome.CANCELLED : Outcome.OK;
        return other == 0 ? Map.of(kind, fetches) : Map.of(kind, fetches - other, Outcome.CONNECTION_LOST, other);
    }

    private long latencyNanos(Workload workload, double cost, Random drawing) {
        double queueing = 400_000 * cost * StrictMath.exp(0.4 * drawing.nextGaussian())
                + (drawing.nextInt(500) == 0 ? 4e6 * cost : 0);
        return workload.delay().median().toNanos() + (long) queueing;
    }
}
