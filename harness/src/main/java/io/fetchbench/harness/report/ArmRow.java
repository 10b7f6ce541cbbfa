package io.fetchbench.harness.report;

import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.control.Instrument;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.LatencyLog;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.stats.Percentile;
import io.fetchbench.harness.stats.Ratio;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.text.Text;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;

/**
 * One arm's line of a workload's table.
 *
 * @param run where it was measured
 * @param workload what it was made to do, as its own run planned it
 * @param cell what was measured
 * @param referenceCell the arm of the same run that ratios are over; empty if none was measured
 * @param latencyLog its latencies from the actual start, interval by interval
 * @param intendedLog the same from the intended start, which batches and open drives have
 * @param latencyNanos all intervals of the one merged, if there are any
 * @param intendedNanos all intervals of the other
 */
record ArmRow(ReportedRun run, Workload workload, Cell cell, Optional<Cell> referenceCell, LatencyLog latencyLog,
        LatencyLog intendedLog, Optional<Histogram> latencyNanos, Optional<Histogram> intendedNanos) {

    static ArmRow of(ReportedRun run, Workload workload, Cell cell, Optional<Cell> reference) {
        LatencyLog log = run.actual().read(cell.arm(), cell.workload());
        LatencyLog intended = run.intended().read(cell.arm(), cell.workload());
        return new ArmRow(run, workload, cell, reference, log, intended, log.merged(), intended.merged());
    }

    /** {@return the arm's name, fit to be shown} */
    String arm() {
        return run.labelled(Text.name(cell.arm()));
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

    /** {@return whether it measures the tool or the machine and is no style} */
    boolean instrument() {
        return Instrument.NAMES.contains(cell.style());
    }

    /** {@return whether the other arms' ratios are over this one} */
    boolean reference() {
        return referenceCell.filter(other -> other == cell).isPresent();
    }

    /** {@return every round's own number, where it has one} */
    DoubleStream perRound(Metric metric) {
        return cell.forks().stream().map(fork -> fork.metrics().get(metric))
                .filter(value -> value != null && Double.isFinite(value)).mapToDouble(Double::doubleValue);
    }

    Optional<Spread> spread(Metric metric) {
        return Spread.of(cell, metric);
    }

    /** {@return the metric over the reference's; empty for the reference itself and where no round has both} */
    Optional<Spread> ratio(Metric metric) {
        return referenceCell.filter(_ -> !reference() && spread(metric).isPresent())
                .flatMap(other -> Ratio.of(cell, other, metric)).map(Spread::of);
    }

    /** {@return makespan that the delays alone would take, as the forks reckoned it; NaN without one} */
    double idealMillis() {
        return cell.forks().stream().map(ForkRecord::metrics)
                .filter(metrics -> metrics.containsKey(Metric.MAKESPAN)
                        && metrics.containsKey(Metric.MAKESPAN_RATIO))
                .mapToDouble(metrics -> metrics.get(Metric.MAKESPAN) / metrics.get(Metric.MAKESPAN_RATIO)).findFirst()
                .orElse(Double.NaN);
    }

    /** {@return the percentile in milliseconds; NaN without latencies} */
    double latencyMillis(double percentile) {
        return millis(latencyNanos, percentile);
    }

    /** {@return the same from the intended start} */
    double intendedMillis(double percentile) {
        return millis(intendedNanos, percentile);
    }

    private static double millis(Optional<Histogram> nanos, double percentile) {
        return nanos.map(histogram -> Percentile.of(histogram, percentile).orElse(Double.NaN) / 1e6)
                .orElse(Double.NaN);
    }

    /** {@return the column's number as it is shown everywhere} */
    Figure figure(Column column) {
        return column == Column.CPU_RATIO && reference() ? new Figure("reference", "") : column.figure(this);
    }
}
