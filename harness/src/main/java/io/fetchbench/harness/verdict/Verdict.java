package io.fetchbench.harness.verdict;

import java.util.List;
import java.util.Objects;

/**
 * The result of a comparison.
 *
 * @param kind what it came to
 * @param changes one a metric, in the order they were declared; empty if there was nothing to compute them from
 * @param pairs how many pairs they were computed from; sessions against a stored baseline
 * @param reasons why, and after "suspect: " what the machine did that makes it doubtful; one sentence each, without a full stop
 */
public record Verdict(VerdictKind kind, List<Change> changes, int pairs, List<String> reasons) {
    /**
     * Checks that all is there.
     */
    public Verdict {
        Objects.requireNonNull(kind);
        changes = List.copyOf(changes);
        reasons = List.copyOf(reasons);
    }
}
