package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** What profilers recorded of a cell, in words. */
final class Recorded {
    private Recorded() {}

    /** {@return counts over all forks, longest times, and where the recordings are; empty without profilers} */
    static Optional<String> of(Cell cell) {
        List<String> files = cell.forks().stream().flatMap(fork -> fork.recordings().stream()).toList();
        if (files.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        if (has(cell, Metric.PINNED)) {
            parts.add(count(values(cell, Metric.PINNED).sum(), "pinned virtual thread", " ("
                    + millis(values(cell, Metric.PINNED_TIME).sum()) + " in all)"));
            double pause = values(cell, Metric.LONGEST_PAUSE).max().orElse(0);
            parts.add(pause == 0 ? "no pause" : "longest pause " + millis(pause));
        }
        if (has(cell, Metric.LOOP_STALLS)) {
            parts.add(count(values(cell, Metric.LOOP_STALLS).sum(), "loop stall", " over 10 ms (longest turn "
                    + millis(values(cell, Metric.LONGEST_LOOP_TURN).max().orElse(0)) + ")"));
        }
        parts.add(Text.plain(files.getFirst()) + (files.size() == 1 ? "" : " and " + (files.size() - 1) + " more"));
        return Optional.of(String.join("; ", parts));
    }

    private static boolean has(Cell cell, Metric metric) {
        return cell.forks().stream().anyMatch(fork -> fork.metrics().containsKey(metric));
    }

    private static DoubleStream values(Cell cell, Metric metric) {
        return cell.forks().stream().map(ForkRecord::metrics).filter(metrics -> metrics.containsKey(metric))
                .mapToDouble(metrics -> metrics.get(metric));
    }

    private static String count(double n, String what, String more) {
        return n == 0 ? "no " + what + "s" : Math.round(n) + " " + what + (n == 1 ? "" : "s") + more;
    }

    private static String millis(double millis) {
        return Figure.of(millis, 3, 2).value() + " ms";
    }
}
