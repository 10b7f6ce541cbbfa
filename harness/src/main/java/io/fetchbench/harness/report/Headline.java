package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.text.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One workload's answer in plain words, built from the figures of its table.
 *
 * @param name the workload's
 * @param workload the same with the run's label
 * @param warning what must be known first; empty if nothing
 * @param doubt what makes all of it doubtful; empty if nothing
 * @param conditions what was asked of every arm, in a few words
 * @param lead the answer
 * @param figures what it is drawn from; empty if nothing
 * @param missing which arms have no figures; empty if none
 */
record Headline(String name, String workload, String conditions, String warning, String doubt, String lead,
        String figures, String missing) {

    /** The headlines of a workload: one a run that has it. */
    static List<Headline> of(WorkloadTable table) {
        List<ReportedRun> runs = table.runs();
        return runs.isEmpty()
                ? List.of(of(table, table.name()))
                : runs.stream().map(run -> of(table.only(run), run.labelled(table.name()))).toList();
    }

    private static Headline of(WorkloadTable table, String name) {
        List<ArmRow> usable = table.answering();
        boolean allSuspect = !usable.isEmpty()
                && usable.stream().allMatch(row -> row.validity() == Validity.SUSPECT);
        var answer = new Answer(usable, !allSuspect);
        Optional<String> latency = table.workload().drive() == Drive.OPEN ? answer.latency() : Optional.empty();
        Optional<String> ofWhich = latency.flatMap(_ -> Outcomes.percentOk(table))
                .map(percent -> "Latencies are of the fetches that ended OK: " + percent + " % of them all.");
        String lead = sentences(
                Stream.of(answer.makespan(), latency, ofWhich, answer.release(), answer.cpu(), answer.memory()));
        return new Headline(table.name(), name, Facts.inShort(table.workload()), warning(table),
                allSuspect ? "? all SUSPECT" : "", lead.isEmpty() ? "No figures that can be used." : lead,
                sentences(Stream.of(answer.makespans(), answer.cpuOfEach())), notMeasured(table));
    }

    private static String sentences(Stream<Optional<String>> sentences) {
        return sentences.flatMap(Optional::stream).collect(Collectors.joining(" "));
    }

    private static String warning(WorkloadTable table) {
        return names(table.measured().stream().filter(ArmRow::invalid).toList())
                .map(names -> "INVALID, left out here: " + names + ".").orElse("");
    }

    private static String notMeasured(WorkloadTable table) {
        return names(table.rows().stream().filter(row -> !row.measured()).toList())
                .map(names -> "Not measured: " + names + ".").orElse("");
    }

    private static Optional<String> names(List<ArmRow> rows) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(rows.stream().map(row -> Text.name(row.cell().arm())).collect(Collectors.joining(", ")));
    }

    /** {@return all of it as one line} */
    String line() {
        String suspect = doubt.isEmpty() ? "" : doubt + ".";
        return Stream.of(workload + " (" + conditions + "):", warning, suspect, lead, figures, missing)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
