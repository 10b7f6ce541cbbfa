package io.fetchbench.harness.report;

import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Validity;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * One arm's line of a workload's table.
 *
 * @param cell what was measured
 * @param reference whether the other arms' ratios are over this one
 * @param cpuRatio CPU per fetch over the reference's; empty for the reference itself and where no round has both
 * @param latencyNanos all rounds' latencies merged, if there are any
 */
record ArmRow(Cell cell, boolean reference, Optional<Spread> cpuRatio, Optional<Histogram> latencyNanos) {

    /** {@return the arm's name, fit to be shown} */
    String arm() {
        return Text.name(cell.arm());
    }

    Validity validity() {
        return cell.validity();
    }

    boolean invalid() {
        return cell.validity() == Validity.INVALID;
    }

    /** {@return whether there is anything to show at all} */
    boolean measured() {
        return !cell.forks().isEmpty();
    }

    boolean wholeStack() {
        return cell.stack() == Stack.WHOLE_STACK;
    }

    Optional<Spread> spread(Metric metric) {
        return Spread.of(cell, metric);
    }

    /** {@return the percentile in milliseconds; NaN without latencies} */
    double latencyMillis(double percentile) {
        return latencyNanos.map(histogram -> histogram.getValueAtPercentile(percentile) / 1e6).orElse(Double.NaN);
    }

    /** {@return the column's number as it is shown everywhere} */
    Figure figure(Column column) {
        return column == Column.CPU_RATIO && reference ? new Figure("reference", "") : column.figure(this);
    }
}
