package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.suite.Drive;
import java.util.List;

/** A column of the comparison. */
enum Column {
    /** Time of a batch. */
    MAKESPAN("makespan ms", "from handing over a batch to its last result, median over rounds"),
    /** Time of a batch over the time it needs at least. */
    IDEAL("÷ ideal", "makespan divided by what the server's delays alone would take"),
    /** What a fetch costs. */
    CPU("CPU µs/fetch", "processor time of the whole process per fetch, median over rounds"),
    /** What a fetch costs beside the reference. */
    CPU_RATIO("CPU ratio",
            "CPU per fetch over the reference arm's, slice by slice, median over rounds"),
    /** How many fetches. */
    THROUGHPUT("fetches/s", "fetches that ended per second while callers went on, median over rounds"),
    /** The usual latency. */
    P50("p50 ms",
            "median latency of fetches that ended OK, from leaving the style's queue (callers: from handing over), the"
                    + " histograms of all rounds merged"),
    /** The latency of the slow ones. */
    P99("p99 ms", "99th percentile of latency, likewise of fetches that ended OK, all rounds merged"),
    /** The usual latency in a batch, with what the style lets a fetch wait before it starts it. */
    BATCH_P50("p50 ms",
            "median latency of fetches that ended OK, from handing over the batch, histograms of all rounds merged"),
    /** The latency of the slow ones in a batch. */
    BATCH_P99("p99 ms",
            "99th percentile of latency of fetches that ended OK, from handing over the batch, all rounds merged"),
    /** The usual latency as an arriving caller meets it. */
    INTENDED_P50("p50 from due ms",
            "median latency of fetches that ended OK, from the intended start, the histograms of all rounds merged"),
    /** The latency of the slow ones as an arriving caller meets it. */
    INTENDED_P99("p99 from due ms",
            "99th percentile of latency of fetches that ended OK, from the intended start, all rounds merged"),
    /** How long cancelling takes. */
    RELEASE("release ms", "from cancelling a batch until every thread and descriptor is free (lowest–highest round)"),
    /** What a fetch leaves to the garbage collector. */
    ALLOCATED("B/fetch", "bytes allocated by all threads per fetch, median over rounds");

    /** What stands in brackets behind a number. */
    static final String BRACKETS = "lowest–highest round; from 6 rounds on the 95 % confidence interval of the median";

    private static final List<Column> BATCH = List.of(MAKESPAN, IDEAL, CPU, CPU_RATIO, BATCH_P50, BATCH_P99,
            ALLOCATED);
    private static final List<Column> CLOSED = List.of(CPU, CPU_RATIO, THROUGHPUT, P50, P99, ALLOCATED);

    private static final List<Column> OPEN = List.of(INTENDED_P50, INTENDED_P99, P50, P99, CPU, CPU_RATIO);
    private static final List<Column> CANCEL = List.of(RELEASE);

    private final String title;
    private final String meaning;

    Column(String title, String meaning) {
        this.title = title;
        this.meaning = meaning;
    }

    /** The columns of a workload's table, in order. */
    static List<Column> of(Drive drive) {
        return switch (drive) {
            case BATCH -> BATCH;
            case CLOSED -> CLOSED;
            case OPEN -> OPEN;
            case CANCEL -> CANCEL;
        };
    }

    /** {@return heading with the unit} */
    String title() {
        return title;
    }

    /** {@return what it is, in a line} */
    String meaning() {
        return meaning;
    }

    /**
     * This column's number for one arm.
     *
     * @param row the arm
     * @return {@link Figure#NONE} if the arm has none
     */
    Figure figure(ArmRow row) {
        return switch (this) {
            case MAKESPAN -> row.spread(Metric.MAKESPAN).map(spread -> Figure.of(spread.middle(), 4, 2))
                    .orElse(Figure.NONE);
            case IDEAL -> row.spread(Metric.MAKESPAN_RATIO).map(spread -> Figure.of(spread.middle(), 4, 3))
                    .orElse(Figure.NONE);
            case CPU -> row.spread(Metric.CPU).map(spread -> Figure.of(spread, 3, 2)).orElse(Figure.NONE);
            case CPU_RATIO -> row.ratio(Metric.CPU).map(spread -> Figure.of(spread, 3, 2)).orElse(Figure.NONE);
            case THROUGHPUT -> row.spread(Metric.THROUGHPUT).map(spread -> Figure.of(spread.middle(), 4, 1))
                    .orElse(Figure.NONE);
            case P50 -> Figure.of(row.latencyMillis(50), 4, 3);
            case P99 -> Figure.of(row.latencyMillis(99), 4, 3);
            case BATCH_P50, INTENDED_P50 -> Figure.of(row.intendedMillis(50), 4, 3);
            case BATCH_P99, INTENDED_P99 -> Figure.of(row.intendedMillis(99), 4, 3);
            case RELEASE -> row.spread(Metric.RELEASE).map(spread -> Figure.of(spread, 4, 1)).orElse(Figure.NONE);
            case ALLOCATED -> row.spread(Metric.ALLOCATED).map(spread -> Figure.of(spread.middle(), 3, 0))
                    .orElse(Figure.NONE);
        };
    }
}
