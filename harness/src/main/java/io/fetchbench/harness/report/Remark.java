package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.text.Numbers;
import io.fetchbench.harness.text.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something to know about an arm's figures, or why it has none.
 *
 * @param mark one character, as in the table
 * @param subject the arm, or all those of a run
 * @param what INVALID, SUSPECT or the like
 * @param reason a sentence; may be empty
 */
record Remark(String mark, String subject, String what, String reason) {
    private static final String NOTE = "·";

    /** {@return whether it says why there are no figures, or only doubtful ones} */
    boolean isDoubt() {
        return !mark.equals(NOTE);
    }

    static List<Remark> of(ArmRow row) {
        List<Remark> remarks = new ArrayList<>();
        String what = !row.measured() ? "no figures" : row.validity().name();
        for (String reason : row.cell().reasons()) {
            remarks.add(new Remark(mark(row), row.arm(), what, Text.plain(reason)));
        }
        if (remarks.isEmpty() && (!row.measured() || row.validity() != Validity.VALID)) {
            remarks.add(new Remark(mark(row), row.arm(), what, "no reason recorded"));
        }
        Stream.of(row.latencyLog(), row.intendedLog()).flatMap(log -> log.damage().stream())
                .forEach(damage -> remarks.add(new Remark("!", row.arm(), "incomplete", Text.plain(damage))));
        if (row.instrument()) {
            remarks.add(new Remark(NOTE, row.arm(), "instrument", "no style; headlines leave it out"));
        }
        Recorded.of(row.cell()).ifPresent(recorded -> remarks.add(new Remark("·", row.arm(), "recorded", recorded)));
        int rounds = row.cell().forks().size();
        int planned = row.workload().rounds();
        if (row.measured() && rounds < planned) {
            remarks.add(new Remark("!", row.arm(), "incomplete", rounds + " of " + planned + " rounds"));
        }
        return remarks;
    }

    /**
     * Which fetches a run's latencies are of, where not of all.
     *
     * @param percentOk share of the fetches that ended OK
     */
    static Remark ofLatencies(ReportedRun run, String percentOk) {
        return new Remark(NOTE, run.label().isEmpty() ? "all arms" : "run " + run.label(),
                "latencies are of the fetches that ended OK", percentOk + " % of them all");
    }

    /** The mark of a row: whether its figures may be believed, without colour. */
    static String mark(ArmRow row) {
        if (!row.measured()) {
            return Numbers.NONE;
        }
        return switch (row.validity()) {
            case VALID -> "✓";
            case SUSPECT -> "?";
            case INVALID -> "✗";
        };
    }

    /** {@return the whole of it as one sentence} */
    String text() {
        return subject + ": " + what + (reason.isEmpty() ? "" : ": " + reason);
    }
}
