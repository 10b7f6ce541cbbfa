package io.fetchbench.harness.verdict;

import java.util.List;
import java.util.Objects;

/**
 * What a comparison says of one arm on one workload.
 *
 * @param arm the candidate
 * @param workload its name
 * @param verdict the result
 * @param pairs what it came from; empty against a stored baseline
 */
public record Finding(String arm, String workload, Verdict verdict, List<Pair> pairs) {
    /**
     * Checks that all is there.
     */
    public Finding {
        Objects.requireNonNull(arm);
        Objects.requireNonNull(workload);
        Objects.requireNonNull(verdict);
        pairs = List.copyOf(pairs);
    }
}
