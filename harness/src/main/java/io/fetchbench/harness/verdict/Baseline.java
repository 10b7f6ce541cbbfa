package io.fetchbench.harness.verdict;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.suite.Workload;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How arms stood to the control arm, to be compared with on another day. It is made on purpose and committed; nothing
 * makes one by itself.
 *
 * @param createdAt when the last of its sessions started, UTC
 * @param runs the sessions it was made from
 * @param environment where they were measured
 * @param workloads what was measured
 * @param ratios one an arm, workload and metric
 */
public record Baseline(Instant createdAt, List<String> runs, Environment environment, List<Workload> workloads,
        List<BaselineRatio> ratios) {
    /** The arm that everything is a ratio to. */
    public static final String CONTROL = "control";

    private static final VersionedJson<Baseline> JSON = new VersionedJson<>("fetchbench baseline", 1, Baseline.class);

    /**
     * Checks that all is there.
     */
    public Baseline {
        Objects.requireNonNull(createdAt);
        runs = List.copyOf(runs);
        Objects.requireNonNull(environment);
        workloads = List.copyOf(workloads);
        ratios = List.copyOf(ratios);
    }

    /**
     * Makes a baseline.
     *
     * @param sessions runs of the same suite on the same machine, each with the control arm; the more, the narrower
     * @param gate its metrics
     * @return the baseline
     * @throws UserError if the runs don't fit together, or one of them is unfit
     */
    public static Baseline of(List<RunRecord> sessions, Gate gate) {
        RunRecord last = sessions.getLast();
        for (RunRecord session : sessions) {
            List<String> wrong = new ArrayList<>(
                    Surroundings.differences(last.environment(), last.suite().workloads(), session));
            wrong.addAll(SessionRatios.unfit(session));
            last.cells().stream().filter(cell -> !cell.arm().equals(CONTROL))
                    .forEach(cell -> wrong.addAll(SessionRatios.missing(session, cell.arm(), cell.workload(), gate)));
            if (!wrong.isEmpty()) {
                throw new UserError(
                        "run " + session.runId() + ": expected a session that a baseline can be made from, got "
                                + String.join("; ", wrong) + "; measure it again");
            }
        }
        return new Baseline(last.startedAt(), sessions.stream().map(RunRecord::runId).toList(), last.environment(),
                last.suite().workloads(), SessionRatios.over(sessions, gate));
    }

    /**
     * Looks whether it has all that is to be compared, before any time is spent on measuring.
     *
     * @param gate its metrics are those looked at
     * @throws UserError if one of them is not in here
     */
    public void requireMetricsOf(Gate gate) {
        gate.requireMetrics("metric of the baseline", ratios.stream().map(BaselineRatio::metric).distinct().toList());
    }

    /**
     * Compares sessions with this baseline. A regression must show in each session by itself: where the first one says so,
     * measure a second and compare both.
     *
     * @param sessions one, or that one and a second
     * @param gate its metrics are those looked at; there are no stages here, and alpha is for all arms and workloads
     * @return one an arm and workload of the baseline
     */
    public List<Finding> compare(List<RunRecord> sessions, Gate gate) {
        return new BaselineCheck(this, gate, sessions).findings();
    }

    /**
     * Reads a baseline.
     *
     * @param file one that {@link #write} wrote
     * @return the baseline
     * @throws UserError if there is none, or it is damaged, of another kind or another version
     */
    public static Baseline read(Path file) {
        return JSON.read(file);
    }

    /**
     * Writes it, replacing the file as a whole.
     *
     * @param file in an existing folder
     * @throws UserError if it can't be written
     */
    public void write(Path file) {
        JSON.write(file, this);
    }
}
