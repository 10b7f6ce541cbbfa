package io.fetchbench.harness.compare;

import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.report.Reports;
import io.fetchbench.harness.verdict.JUnitXml;
import io.fetchbench.harness.verdict.VerdictJson;
import io.fetchbench.harness.verdict.VerdictMarkdown;
import io.fetchbench.harness.verdict.VerdictRecord;

/** What a comparison leaves beside what every run does. */
final class VerdictFiles {
    private VerdictFiles() {}

    /** Writes the verdict as JSON and for a CI server, and puts it in front of {@code summary.md}. */
    static void write(RunDirectory directory, RunRecord run, VerdictRecord verdict) {
        directory.write(Reports.VERDICT_JSON, VerdictJson.render(verdict));
        directory.write("junit.xml", JUnitXml.render(verdict));
        directory.write(Reports.VERDICT_MARKDOWN, VerdictMarkdown.render(verdict));
        Reports.writeAll(directory, run);
    }
}
