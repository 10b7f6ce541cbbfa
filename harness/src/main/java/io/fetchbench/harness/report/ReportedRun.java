package io.fetchbench.harness.report;

import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.verdict.VerdictJson;
import io.fetchbench.harness.verdict.VerdictRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A run that is shown.
 *
 * @param label what tells it from other runs on the same page, A, B, …; empty where it is alone
 * @param record its record
 * @param directory its folder, with the histogram logs in it
 * @param folder where its files are as seen from the page: a relative URL that ends in a slash
 */
record ReportedRun(String label, RunRecord record, RunDirectory directory, String folder) {
    static ReportedRun alone(RunRecord record, RunDirectory directory) {
        return new ReportedRun("", record, directory, "./");
    }

    /**
     * Several runs side by side.
     *
     * @param directories their folders
     * @param page where the page is to be
     */
    static List<ReportedRun> of(List<RunDirectory> directories, Path page) {
        return IntStream.range(0, directories.size()).mapToObj(i -> new ReportedRun(label(i),
                directories.get(i).readRecord(), directories.get(i),
                href(page.toAbsolutePath().normalize().getParent(), directories.get(i).path()))).toList();
    }

    private static String href(Path from, Path folder) {
        var href = new StringBuilder("./");
        for (Path part : from.relativize(folder.toAbsolutePath().normalize())) {
            href.append(HtmlPage.Link.encode(part.toString())).append('/');
        }
        return href.toString();
    }

    private static String label(int i) {
        return (i < 26 ? "" : String.valueOf(i / 26)) + (char) ('A' + i % 26);
    }

    /** {@return what it came to, if it was a comparison} */
    Optional<VerdictRecord> verdict() {
        Path file = directory.path().resolve(Reports.VERDICT_JSON);
        return Files.exists(file) ? Optional.of(VerdictJson.read(file)) : Optional.empty();
    }

    /** {@return its latencies from the actual start} */
    LatencyLogs actual() {
        return new LatencyLogs(directory);
    }

    /** {@return its latencies from the intended start, which open drives have} */
    LatencyLogs intended() {
        return LatencyLogs.ofIntendedStart(directory);
    }

    /** {@return a name with the run's label behind it} */
    String labelled(String name) {
        return label.isEmpty() ? name : name + " · " + label;
    }
}
