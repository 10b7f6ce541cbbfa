package io.fetchbench.harness.verdict;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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

    /**
     * The same with another outcome, for a reason that the numbers don't show.
     *
     * @param kind what it came to instead
     * @param reasons why; they take the place of the verdict's own
     * @return a changed copy
     */
    public Finding instead(VerdictKind kind, List<String> reasons) {
        return new Finding(arm, workload, new Verdict(kind, verdict.changes(), verdict.pairs(), reasons), pairs);
    }

    /**
     * The same with something to hold against it.
     *
     * @param doubts sentences as in {@link Verdict#reasons()}; none leave it as it is
     * @return a copy whose verdict has them after its own reasons
     */
    public Finding withDoubts(List<String> doubts) {
        List<String> reasons = Stream.concat(verdict.reasons().stream(), doubts.stream().map("suspect: "::concat))
                .toList();
        return instead(verdict.kind(), reasons);
    }
}
