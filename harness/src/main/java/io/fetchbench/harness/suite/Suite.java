package io.fetchbench.harness.suite;

import java.util.List;

/**
 * Workloads to run in one session, in order.
 *
 * @param name safe as part of a file name
 * @param description one line
 * @param workloads at least one, their names distinct
 */
public record Suite(String name, String description, List<Workload> workloads) {}
