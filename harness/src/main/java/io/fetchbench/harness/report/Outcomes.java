package io.fetchbench.harness.report;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** How all fetches of an arm ended. */
final class Outcomes {
    private Outcomes() {}

    /** Fetches of all rounds by what became of them; kinds that no style reported are left out, but OK. */
    static Map<String, Long> counts(ArmRow row) {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("accepted", sum(row, Slice::accepted));
        for (Outcome kind : Outcome.values()) {
            long count = sum(row, slice -> slice.outcomes().getOrDefault(kind, 0L));
            if (count > 0 || kind == Outcome.OK) {
                counts.put(kind.name(), count);
            }
        }
        counts.put("other than scheduled", sum(row, Slice::otherThanScheduled));
        counts.put("lost", sum(row, Slice::lost));
        counts.put("wrong response", sum(row, Slice::wrongResponses));
        counts.put("repeated result", sum(row, Slice::repeatedResults));
        return counts;
    }

    private static long sum(ArmRow row, ToLongFunction<Slice> count) {
        return row.cell().forks().stream().flatMap(fork -> fork.slices().stream()).mapToLong(count).sum();
    }

    /**
     * In how many of the fetches of arms whose figures may be used there is a latency: those that ended OK.
     *
     * @return per cent, to a tenth; empty if all did or none
     */
    static Optional<String> percentOk(WorkloadTable table) {
        List<ArmRow> rows = table.measured().stream().filter(row -> !row.invalid()).toList();
        long accepted = rows.stream().mapToLong(row -> sum(row, Slice::accepted)).sum();
        long ok = rows.stream().mapToLong(row -> sum(row, Slice::ok)).sum();
        // What is neither all nor none must not be rounded to it.
        return ok == 0 || ok == accepted
                ? Optional.empty()
                : Optional.of(Numbers.exact(Math.clamp(Math.round(1e3 * ok / accepted), 1, 999) / 10.0));
    }

    /** Whether every fetch of every arm ended as {@link Outcome#OK} and once. */
    static boolean allOk(WorkloadTable table) {
        return table.measured().stream().map(Outcomes::counts)
                .allMatch(counts -> counts.entrySet().stream().allMatch(count -> count.getValue() == 0
                        || count.getKey().equals("accepted") || count.getKey().equals(Outcome.OK.name())));
    }

    /** The same as a table, nothing struck out: these counts show why an arm is invalid. */
    static HtmlTable table(WorkloadTable table) {
        List<String> head = table.measured().stream().flatMap(row -> counts(row).keySet().stream()).distinct().toList();
        return HtmlTable.of("Outcomes of all fetches, all rounds", head, table.measured(),
                row -> head.stream().map(kind -> Figure.count(counts(row).getOrDefault(kind, 0L))).toList())
                .asEvidence();
    }
}
