package io.fetchbench.harness.cli;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.compare.LiveComparison;
import io.fetchbench.harness.verdict.Finding;
import io.fetchbench.harness.verdict.GithubAnnotations;
import io.fetchbench.harness.verdict.VerdictRecord;
import io.fetchbench.harness.verdict.Words;

/** How a comparison ends on the terminal. */
final class Verdicts {
    private Verdicts() {}

    /** Prints it, for GitHub Actions too where this runs under it; the exit code. Throws where a candidate is broken. */
    static int print(LiveComparison.Outcome outcome) {
        VerdictRecord record = outcome.record();
        System.out.println();
        for (Finding finding : record.findings()) {
            System.out.println(Words.line(finding));
            Words.details(record.gate(), finding).forEach(detail -> System.out.println("  " + detail));
        }
        if ("true".equals(System.getenv("GITHUB_ACTIONS"))) {
            GithubAnnotations.of(record).forEach(System.out::println);
        }
        System.out.println("\nVerdict: " + outcome.directory().path().resolve("verdict.json"));
        if (!outcome.broken().isEmpty()) {
            throw new UserError(String.join(", ", outcome.broken())
                    + ": expected it to do what the workload asks for, got what is written above;"
                    + " mend that before you look at what it costs");
        }
        return record.kind().exitCode();
    }
}
