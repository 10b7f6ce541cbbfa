package io.fetchbench.harness.session;

import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.report.Reports;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.Workload;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;

/**
 * A run as far as it has come, on disk after every round, so that whatever ends it leaves what it had. Thread-safe: an
 * interrupt may close it while a round is being added; what comes after that is not written.
 */
final class Journal {
    private final RunDirectory directory;
    private final LatencyLogs latencyLogs;
    private final LatencyLogs intendedLogs;
    private final Suite suite;
    private final List<String> arms;
    private final List<String> command;
    private final Instant startedAt;
    private final long startNanos = System.nanoTime();
    private final Map<String, Tray> trays = new LinkedHashMap<>();
    private Environment environment;
    private boolean closed;

    /** What has come together for one cell. */
    private static final class Tray {
        private final Arm arm;
        private final Workload planned;
        private final String unsupported;
        private final List<ForkRecord> forks = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();
        private final List<BenchmarkResult> jmhForks = new ArrayList<>();
        private RunResult jmh;

        Tray(Arm arm, Workload planned, String unsupported) {
            this.arm = arm;
            this.planned = planned;
            this.unsupported = unsupported;
        }

        Cell cell() {
            var verdict = unsupported == null
                    ? Judge.judge(planned, forks, failures)
                    : new Judge.Verdict(Validity.INVALID, List.of(unsupported));
            return new Cell(arm.name(), arm.provider().name(), arm.provider().stack(), planned.name(),
                    verdict.validity(),
                    verdict.reasons(), List.copyOf(forks));
        }
    }

    Journal(RunDirectory directory, Suite suite, List<Arm> arms, List<String> command, Instant startedAt,
            Environment environment) {
        this.directory = directory;
        this.latencyLogs = new LatencyLogs(directory);
        this.intendedLogs = LatencyLogs.ofIntendedStart(directory);
        this.suite = suite;
        this.arms = arms.stream().map(Arm::name).toList();
        this.command = command;
        this.startedAt = startedAt;
        this.environment = environment;
    }

    /** Notes a cell that can't be run. */
    synchronized void unsupported(Arm arm, Workload workload, String reason) {
        trays.put(key(arm, workload), new Tray(arm, workload, reason));
    }

    /** Adds a round and writes everything. */
    synchronized void add(Workload planned, List<ForkResult> round) {
        if (closed) {
            return;
        }
        String workload = planned.name();
        for (ForkResult result : round) {
            Tray tray = trays.computeIfAbsent(key(result.arm(), planned), _ -> new Tray(result.arm(), planned, null));
            result.failure().ifPresent(tray.failures::add);
            if (result.fork() != null) {
                tray.forks.add(result.fork());
                latencyLogs.append(result.arm().name(), workload, result.fork().round(), result.latencyNanos());
                if (!result.intendedNanos().isEmpty()) {
                    intendedLogs.append(result.arm().name(), workload, result.fork().round(), result.intendedNanos());
                }
            }
            result.jmh().ifPresent(jmh -> {
                tray.jmh = jmh;
                tray.jmhForks.addAll(jmh.getBenchmarkResults());
            });
            if (result.cpuClock() != null) {
                environment = environment.withCpuClock(result.cpuClock());
            }
        }
        write(false, "the run has not ended yet");
    }

    /** {@return why forks did not come to their end, in the order it happened} */
    synchronized List<String> failures() {
        return trays.values().stream().flatMap(tray -> tray.failures.stream()).toList();
    }

    /**
     * Writes the end of the run, once; later calls do nothing.
     *
     * @param incompleteReason why it is not complete; null if it is
     * @return whether this call closed it
     */
    synchronized boolean close(String incompleteReason) {
        if (closed) {
            return false;
        }
        closed = true;
        write(incompleteReason == null, incompleteReason);
        return true;
    }

    private RunRecord record(boolean complete, String incompleteReason) {
        List<String> order = suite.workloads().stream().map(workload -> workload.name()).toList();
        List<Cell> cells = trays.values().stream().map(Tray::cell)
                .sorted(Comparator.<Cell>comparingInt(cell -> order.indexOf(cell.workload()))
                        .thenComparingInt(cell -> arms.indexOf(cell.arm())))
                .toList();
        return new RunRecord(RunRecord.FORMAT_VERSION, directory.runId(), complete, incompleteReason, startedAt,
                System.nanoTime() - startNanos, command, environment, suite, cells);
    }

    private void write(boolean complete, String incompleteReason) {
        RunRecord run = record(complete, incompleteReason);
        directory.writeRecord(run);
        directory.write("jmh.json", jmhJson());
        Reports.writeAll(directory, run);
    }

    private String jmhJson() {
        List<RunResult> results = trays.values().stream().filter(tray -> tray.jmh != null)
                .map(tray -> new RunResult(tray.jmh.getParams(), tray.jmhForks)).toList();
        var bytes = new ByteArrayOutputStream();
        try (var out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String key(Arm arm, Workload workload) {
        return arm.name() + "@" + workload.name();
    }
}
