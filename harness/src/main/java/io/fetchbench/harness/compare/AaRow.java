package io.fetchbench.harness.compare;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.text.Numbers;
import io.fetchbench.harness.verdict.Pair;
import java.util.List;
import java.util.Map;

/**
 * One pair of a style against itself.
 *
 * @param style which
 * @param workload its name
 * @param plan see {@link io.fetchbench.harness.suite.Workload#fingerprint()}
 * @param asked the slowdown asked for, as a share; 0 for none
 * @param session the session's name; empty for a pair that belongs to none
 * @param pair number within the session, from 0
 * @param candidateFirst who had the first turn
 * @param logCpuRatio see {@link Pair#logRatio()}
 * @param totalLogCpuRatio see {@link Pair#totalLogRatio()}; NaN where it was not kept
 * @param controlLogRatio see {@link Pair#controlLogRatio()}
 * @param injected the slowdown as the fork timed it; 0 for none
 * @param stolen the share of the two cores' time that the hypervisor took; NaN where it was not kept
 * @param seconds what the pair took
 * @param commit what was measured
 * @param machine where
 */
record AaRow(String style, String workload, String plan, double asked, String session, int pair,
        boolean candidateFirst, double logCpuRatio, double totalLogCpuRatio, double controlLogRatio, double injected,
        double stolen, double seconds, String commit, String machine) {
    static final List<String> COLUMNS = List.of("style", "workload", "plan", "asked", "session", "pair",
            "candidate_first", "log_cpu_ratio", "total_log_cpu_ratio", "control_log_ratio", "injected", "stolen",
            "seconds",
            "commit", "machine");

    /** Reads {@link #fields()} back; an exception says what is wrong with them. */
    static AaRow of(List<String> fields) {
        if (fields.size() != COLUMNS.size()) {
            throw new IllegalArgumentException(COLUMNS.size() + " fields, got " + fields.size());
        }
        return new AaRow(fields.get(0), fields.get(1), fields.get(2), Double.parseDouble(fields.get(3)), fields.get(4),
                Integer.parseInt(fields.get(5)), Boolean.parseBoolean(fields.get(6)),
                Double.parseDouble(fields.get(7)),
                orNaN(fields.get(8)), Double.parseDouble(fields.get(9)), Double.parseDouble(fields.get(10)),
                orNaN(fields.get(11)), Double.parseDouble(fields.get(12)), fields.get(13), fields.get(14));
    }

    private static double orNaN(String field) {
        return field.isEmpty() ? Double.NaN : Double.parseDouble(field);
    }

    private static String orNothing(double value) {
        return Double.isNaN(value) ? "" : Numbers.exact(value);
    }

    List<String> fields() {
        return List.of(style, workload, plan, Numbers.exact(asked), session, String.valueOf(pair),
                String.valueOf(candidateFirst), Numbers.exact(logCpuRatio),
                orNothing(totalLogCpuRatio), Numbers.exact(controlLogRatio), Numbers.exact(injected),
                orNothing(stolen), Numbers.exact(seconds), commit, machine);
    }

    Pair toPair() {
        return new Pair(pair, Map.of(Metric.CPU, logCpuRatio), Map.of(Metric.CPU, totalLogCpuRatio),
                controlLogRatio);
    }

    /** What must be the same for pairs to be put together. */
    Group group() {
        return new Group(style, workload, plan, asked);
    }

    /**
     * Pairs that are alike.
     *
     * @param style see {@link AaRow#style()}; likewise the others
     */
    record Group(String style, String workload, String plan, double asked) {}
}
