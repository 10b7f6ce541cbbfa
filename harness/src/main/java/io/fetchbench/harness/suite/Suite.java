package io.fetchbench.harness.suite;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Workloads to run in one session, in order.
 *
 * @param name safe as part of a file name
 * @param description one line
 * @param styles names of the styles to run where the user names none; empty for every style there is
 * @param workloads at least one, their names distinct
 */
public record Suite(String name, String description, List<String> styles, List<Workload> workloads) {
    /** Checks that all is there. */
    public Suite {
        requireNonNull(name, "no name");
        requireNonNull(description, "no description");
        styles = List.copyOf(requireNonNull(styles, "no styles"));
        workloads = List.copyOf(requireNonNull(workloads, "no workloads"));
    }
}
