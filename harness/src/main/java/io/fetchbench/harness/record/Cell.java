package io.fetchbench.harness.record;

import static java.util.Objects.requireNonNull;

import io.fetchbench.fetch.Stack;
import java.util.List;

/**
 * One arm on one workload, over all rounds.
 *
 * @param arm the arm's name; the style's, or numbered where a style runs more than once
 * @param style the provider's name
 * @param stack how much of the client its figures stand for
 * @param workload the workload's name
 * @param validity whether its numbers may be believed
 * @param reasons why not, one sentence each; empty when valid
 * @param forks one a round that came to an end, in order; empty if the style can't run this workload
 */
public record Cell(String arm, String style, Stack stack, String workload, Validity validity, List<String> reasons,
        List<ForkRecord> forks) {
    /** Checks that all is there. */
    public Cell {
        requireNonNull(arm, "no arm");
        requireNonNull(style, "no style");
        requireNonNull(stack, "no stack");
        requireNonNull(workload, "no workload");
        requireNonNull(validity, "no validity");
        reasons = List.copyOf(requireNonNull(reasons, "no reasons"));
        forks = List.copyOf(requireNonNull(forks, "no forks"));
    }
}
