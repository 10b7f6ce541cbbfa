package io.fetchbench.harness.session;

import io.fetchbench.harness.fork.CellPlan;
import io.fetchbench.harness.fork.TurnReport;
import io.fetchbench.harness.profile.Profiling;
import io.fetchbench.harness.profile.RecordedCounts;
import io.fetchbench.harness.record.Footprint;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.WarmUp;
import io.fetchbench.harness.stats.RoundMetrics;
import io.fetchbench.harness.suite.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;

/**
 * One round: the forks of all arms alive at once, taking turns of one slice each, in an order that changes every time
 * ({@link TurnOrders}), so that what drifts on the machine meets all arms alike. Only the fork that holds the turn does
 * anything.
 */
final class Round {
    private final Workload workload;
    private final int number;
    private final Progress progress;
    private final Profiling profiling;
    private final ForkRecord.Group group;

    /** Something that a fork is made to do. */
    private interface Step {
        void run() throws RunningFork.ForkFailed, InterruptedException;
    }

    private final class Participant {
        private final RunningFork fork;
        private final int order;
        private final List<Slice> slices = new ArrayList<>();
        private final Latencies latencyNanos = new Latencies(workload.slices());
        private final Latencies intendedNanos = new Latencies(workload.slices());
        private WarmUp warmUp;
        private Footprint footprint;
        private Double injected;
        private String cpuClock;
        private String failure;

        Participant(RunningFork fork, int order) {
            this.fork = fork;
            this.order = order;
        }

        boolean isRunning() {
            return failure == null && slices.stream().allMatch(slice -> slice.lost() == 0);
        }

        void begin() throws InterruptedException {
            attempt(fork::begin);
        }

        void warmUp() throws InterruptedException {
            turn(() -> {
                TurnReport report = fork.turn();
                warmUp = report.warmUp();
                cpuClock = report.cpuClock();
            });
            attempt(fork::pin);
        }

        /** A turn that is not counted, unless it lost something. */
        void settle() throws InterruptedException {
            turn(() -> {
                Instant start = Instant.now();
                TurnReport report = fork.turn();
                if (report.slice().lost() != 0) {
                    add(report, report.slice(), start);
                }
            });
        }

        void slice(Watch watch) throws InterruptedException {
            turn(() -> {
                watch.begin(fork.pid());
                Instant sliceStart = Instant.now();
                TurnReport report = fork.turn();
                add(report, report.slice().with(watch.end(report.slice())), sliceStart);
            });
        }

        private void add(TurnReport report, Slice slice, Instant start) {
            slices.add(slice);
            latencyNanos.add(report.latencyNanos(), start);
            if (report.intendedNanos() != null) {
                intendedNanos.add(report.intendedNanos(), start);
            }
        }

        void end() throws InterruptedException {
            turn(() -> {
                TurnReport report = fork.turn();
                footprint = report.footprint();
                injected = report.injected();
            });
        }

        /** What the fork still does after its report is no part of the step, but must be over before another has its turn. */
        private void turn(Step step) throws InterruptedException {
            attempt(() -> {
                step.run();
                fork.awaitRest();
            });
        }

        private void attempt(Step step) throws InterruptedException {
            if (isRunning()) {
                try {
                    step.run();
                } catch (RunningFork.ForkFailed e) {
                    failure = e.getMessage();
                }
                if (!isRunning()) {
                    // It may go on with what it was lost in, on the core of those that are measured.
                    fork.close();
                }
            }
        }

        ForkResult result(Path directory) throws InterruptedException {
            Optional<RunResult> jmh = isRunning() ? fork.end() : Optional.empty();
            if (slices.isEmpty()) {
                return new ForkResult(fork.arm(), null, List.of(), List.of(), jmh, Optional.ofNullable(failure),
                        cpuClock);
            }
            Map<Metric, Double> metrics = RoundMetrics.of(workload, slices, latencyNanos.merged(),
                    intendedNanos.merged());
            metrics.putAll(RoundMetrics.of(footprint));
            jmh.ifPresent(result -> JmhExtras.add(result, slices, metrics));
            if (profiling.jfr() && jmh.isPresent()) {
                metrics.putAll(RecordedCounts.read(directory.resolve(Profiling.recording(fork.key()))));
            }
            var record = new ForkRecord(number, order, fork.pid(), warmUp, slices, metrics,
                    profiling.files(fork.key()).stream().filter(file -> Files.exists(directory.resolve(file)))
                            .toList(),
                    injected, group);
            return new ForkResult(fork.arm(), record, latencyNanos.intervals(), intendedNanos.intervals(), jmh,
                    Optional.ofNullable(failure),
                    cpuClock);
        }
    }

    Round(Workload workload, int number, ForkRecord.Group group, Progress progress, Profiling profiling) {
        this.workload = workload;
        this.number = number;
        this.group = group;
        this.progress = progress;
        this.profiling = profiling;
    }

    /**
     * Runs it. A fork that fails leaves the others to go on.
     *
     * @param orders who takes part, in the order of each turn; from the first again after the last
     * @return one result an arm, in the order of the first turn
     */
    List<ForkResult> run(List<List<Arm>> orders, MockServerProcess server, ForkRegistry registry, Cores cores,
            Path logs)
            throws InterruptedException {
        List<Participant> all = new ArrayList<>();
        try {
            for (Arm arm : orders.getFirst()) {
                var plan = new CellPlan(arm.provider().name(), workload, server.origin(), arm.injected());
                all.add(new Participant(new RunningFork(arm, plan, number, registry, cores, logs, profiling),
                        all.size()));
            }
            takeTurns(all, orders, server, cores);
            List<ForkResult> results = new ArrayList<>();
            for (Participant participant : all) {
                results.add(participant.result(logs.getParent()));
            }
            return results;
        } finally {
            all.forEach(participant -> participant.fork.close());
        }
    }

    private void takeTurns(List<Participant> all, List<List<Arm>> orders, MockServerProcess server, Cores cores)
            throws InterruptedException {
        for (Participant participant : all) {
            participant.begin();
            progress.advance(Estimate.FORK_START);
        }
        for (Participant participant : all) {
            participant.warmUp();
            progress.advance(workload.warmUp());
            server.check();
        }
        var watch = new Watch(server, cores);
        Duration sliceLength = workload.shortestSlice();
        Map<Arm, Participant> byArm = all.stream().collect(Collectors.toMap(p -> p.fork.arm(), p -> p));
        for (int turn = -workload.settlingTurns(); turn < workload.slices(); turn++) {
            for (Arm arm : orders.get(Math.floorMod(turn, orders.size()))) {
                if (turn < 0) {
                    byArm.get(arm).settle();
                } else {
                    byArm.get(arm).slice(watch);
                }
                progress.advance(sliceLength);
                server.check();
            }
        }
        for (Participant participant : all) {
            participant.end();
            server.check();
        }
    }
}
