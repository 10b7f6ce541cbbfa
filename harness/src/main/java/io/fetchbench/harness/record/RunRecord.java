package io.fetchbench.harness.record;

import static java.util.Objects.requireNonNull;

import io.fetchbench.harness.suite.Suite;
import java.time.Instant;
import java.util.List;

/**
 * Everything about one run, as {@code run.json} holds it. Every other output but the histograms can be made from it.
 *
 * @param formatVersion {@link #FORMAT_VERSION} of the harness that wrote it
 * @param runId the run directory's name
 * @param complete whether every cell ran to its end
 * @param incompleteReason one sentence; null when complete
 * @param startedAt when, UTC
 * @param elapsedNanos how long the run took so far
 * @param command the words after {@code bench}
 * @param environment where
 * @param suite what was planned
 * @param cells in order of workload, then arm
 */
public record RunRecord(int formatVersion, String runId, boolean complete, String incompleteReason, Instant startedAt,
        long elapsedNanos, List<String> command, Environment environment, Suite suite, List<Cell> cells) {
    /** Raised whenever a reader of the older format would misread the newer. */
    public static final int FORMAT_VERSION = 4;

    /** Checks that all is there. */
    public RunRecord {
        requireNonNull(runId, "no runId");
        requireNonNull(startedAt, "no startedAt");
        command = List.copyOf(requireNonNull(command, "no command"));
        requireNonNull(environment, "no environment");
        requireNonNull(suite, "no suite");
        cells = List.copyOf(requireNonNull(cells, "no cells"));
    }

    /**
     * The same run with other cells.
     *
     * @param others {@link #cells()}
     * @return a changed copy
     */
    public RunRecord with(List<Cell> others) {
        return new RunRecord(formatVersion, runId, complete, incompleteReason, startedAt, elapsedNanos, command,
                environment, suite, others);
    }

    /**
     * The cells of one workload.
     *
     * @param workload its name
     * @return in order of arm
     */
    public List<Cell> cellsOf(String workload) {
        return cells.stream().filter(cell -> cell.workload().equals(workload)).toList();
    }
}
