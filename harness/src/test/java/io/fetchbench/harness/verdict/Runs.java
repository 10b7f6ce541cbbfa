package io.fetchbench.harness.verdict;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.record.WarmUp;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.SuiteLoader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs of the control arm and others on one workload, every fetch costing as much as is said. */
public final class Runs {
    static final String WORKLOAD = "keep-alive-64";

    private static final Environment ENVIRONMENT = new Environment("Linux 6.1.0 amd64", "AMD EPYC 7B13", 2, 8L << 30,
            "Eclipse Adoptium 25.0.1+8", List.of("-Xms512m"), "1", "0", "epoll", "clock_gettime", "0123abc");
    private static final Suite SUITE = new Suite("sample", "", List.of(), SuiteLoader.load("quick").workloads().stream()
            .filter(workload -> workload.name().equals(WORKLOAD)).toList());

    private Runs() {}

    /** A run of control, at 10 µs a fetch, and one style at so many times that. */
    public static RunRecord of(int number, double overControl) {
        return of(number, cell("control", 10), cell("nio-callbacks", 10 * overControl));
    }

    public static RunRecord of(int number, Cell... cells) {
        Instant startedAt = Instant.parse("2026-01-01T03:00:00Z").plusSeconds(86_400L * number);
        return new RunRecord(RunRecord.FORMAT_VERSION, "run-" + number, true, null, startedAt, 1, List.of("run"),
                ENVIRONMENT, SUITE, List.of(cells));
    }

    public static Cell cell(String arm, double cpuMicros) {
        return cell(arm, cpuMicros, Validity.VALID);
    }

    static Cell cell(String arm, double cpuMicros, Validity validity) {
        return cell(arm, slice(1000, 75e6, cpuMicros), Metric.CPU, cpuMicros, validity);
    }

    /** One fetch of a thousand never ended. */
    public static Cell losing(String arm, double cpuMicros) {
        return cell(arm, slice(999, 75e6, cpuMicros), Metric.CPU, cpuMicros, Validity.INVALID);
    }

    /** Its last response came a second after a slice of one second. */
    public static Cell late(String arm, double cpuMicros) {
        return cell(arm, slice(1000, 2e9, cpuMicros), Metric.CPU, cpuMicros, Validity.INVALID);
    }

    private static Cell throughput(String arm, double elapsedNanos) {
        return cell(arm, slice(1000, elapsedNanos, 1), Metric.THROUGHPUT, 1e12 / elapsedNanos, Validity.VALID);
    }

    /** A thousand fetches, of which so many ended. */
    private static Slice slice(long ended, double elapsedNanos, double cpuMicros) {
        return new Slice(0, 1000, Map.of(Outcome.OK, ended), 0, 0, Math.round(elapsedNanos),
                Math.round(1e6 * cpuMicros), 1000);
    }

    private static Cell cell(String arm, Slice slice, Metric metric, double value, Validity validity) {
        var fork = new ForkRecord(0, 0, 1, new WarmUp(1, 1, 0.0, true), List.of(slice), Map.of(metric, value));
        return new Cell(arm, arm, Stack.SHARED_CODEC, WORKLOAD, validity,
                validity == Validity.INVALID ? List.of("LOST: made up") : List.of(), List.of(fork));
    }

    /** A run in which one style does so many times as many fetches a second as control, which does 1000 in 75 ms. */
    static RunRecord ofThroughput(double overControl) {
        return of(9, throughput("control", 75e6), throughput("nio-callbacks", 75e6 / overControl));
    }

    static RunRecord on(RunRecord run, UnaryOperator<Environment> environment) {
        return new RunRecord(run.formatVersion(), run.runId(), run.complete(), run.incompleteReason(), run.startedAt(),
                run.elapsedNanos(), run.command(), environment.apply(run.environment()), run.suite(), run.cells());
    }

    /** The same cells of another plan. */
    public static RunRecord on(RunRecord run, Suite suite) {
        return new RunRecord(run.formatVersion(), run.runId(), run.complete(), run.incompleteReason(), run.startedAt(),
                run.elapsedNanos(), run.command(), run.environment(), suite, run.cells());
    }

    /** Runs one after the other, at so many times the control arm's cost. */
    public static List<RunRecord> row(double... overControl) {
        List<RunRecord> runs = new ArrayList<>();
        for (double ratio : overControl) {
            runs.add(of(runs.size(), ratio));
        }
        return runs;
    }
}
