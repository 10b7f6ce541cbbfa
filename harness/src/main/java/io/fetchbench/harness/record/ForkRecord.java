package io.fetchbench.harness.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One fresh fork: one arm, one workload, one round.
 *
 * @param round from 0
 * @param order place of this arm in the round's order, from 0
 * @param pid its process
 * @param warmUp how it warmed up
 * @param slices its turns
 * @param metrics the round's one number per metric: medians over slices, and percentiles of the slices' merged histogram;
 *            a metric that has no meaning for the workload is absent
 * @param recordings files in the run's folder that profilers left; empty if none was attached
 * @param injected work injected per fetch on purpose, as the fork timed it: a share of the style's own CPU time; null for none
 * @param group which arms it took turns with; null for all
 */
public record ForkRecord(int round, int order, long pid, WarmUp warmUp, List<Slice> slices,
        Map<Metric, Double> metrics, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> recordings,
        @JsonInclude(JsonInclude.Include.NON_NULL) Double injected,
        @JsonInclude(JsonInclude.Include.NON_NULL) Group group) {
    /**
     * A part of a round's arms.
     *
     * @param number which, from 0
     * @param of how many there are
     */
    public record Group(int number, int of) {}

    /**
     * Whether slices of the same turn are neighbours in time.
     *
     * @param other another arm's fork of the same round
     * @return whether the two took turns with each other
     */
    public boolean isBeside(ForkRecord other) {
        return Objects.equals(group, other.group);
    }

    /** Checks that all is there. A record without recordings is one of a fork that had no profiler. */
    public ForkRecord {
        requireNonNull(warmUp, "no warmUp");
        slices = List.copyOf(requireNonNull(slices, "no slices"));
        requireNonNull(metrics, "no metrics");
        recordings = recordings == null ? List.of() : recordings;
    }

    /**
     * A fork without a profiler or injected work.
     *
     * @param round see {@link #round()}; likewise the others
     */
    public ForkRecord(int round, int order, long pid, WarmUp warmUp, List<Slice> slices, Map<Metric, Double> metrics) {
        this(round, order, pid, warmUp, slices, metrics, List.of(), null, null);
    }
}
