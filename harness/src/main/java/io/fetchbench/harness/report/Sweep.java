package io.fetchbench.harness.report;

import java.util.List;

/**
 * Workloads that differ in one parameter alone.
 *
 * @param name what the workloads have in common
 * @param parameter what differs
 * @param values its values, ascending
 * @param workloads the place of each value's workload among the page's
 */
record Sweep(String name, String parameter, List<Double> values, List<Integer> workloads) {

    static List<Sweep> of(List<WorkloadTable> tables) {
        return List.of();
    }
}
