package io.fetchbench.harness.report;

import io.fetchbench.harness.suite.SweepPoint;
import io.fetchbench.harness.text.Text;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
        Map<String, List<WorkloadTable>> curves = tables.stream()
                .filter(table -> table.workload().sweep() != null && !table.measured().isEmpty())
                .collect(Collectors.groupingBy(Sweep::key, LinkedHashMap::new, Collectors.toList()));
        return curves.values().stream().filter(curve -> curve.size() > 1).map(curve -> of(curve, tables)).toList();
    }

    private static String key(WorkloadTable table) {
        SweepPoint point = table.workload().sweep();
        return point.sweep() + " over " + point.parameter();
    }

    private static Sweep of(List<WorkloadTable> curve, List<WorkloadTable> tables) {
        SweepPoint first = curve.getFirst().workload().sweep();
        List<WorkloadTable> sorted = curve.stream()
                .sorted(Comparator.comparingDouble(table -> table.workload().sweep().value())).toList();
        String parameter = switch (first.parameter()) {
            case "delay" -> "delay, ms";
            case "body" -> "body, bytes";
            default -> first.parameter();
        };
        double unit = first.parameter().equals("delay") ? 1e6 : 1;
        return new Sweep(Text.name(first.sweep()), parameter,
                sorted.stream().map(table -> table.workload().sweep().value() / unit).toList(),
                sorted.stream().map(tables::indexOf).toList());
    }
}
