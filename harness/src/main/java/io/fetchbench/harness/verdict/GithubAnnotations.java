package io.fetchbench.harness.verdict;

import java.util.List;
import java.util.Optional;

/**
 * A comparison as workflow commands of GitHub Actions, which show as annotations: an error for a regression, a warning for
 * what is inconclusive or invalid, nothing for a pass. The escapes are those of the Actions toolkit's command.ts.
 */
public final class GithubAnnotations {
    private GithubAnnotations() {}

    /**
     * Writes workflow commands.
     *
     * @param record the comparison
     * @return one a line, to be printed to standard output
     */
    public static List<String> of(VerdictRecord record) {
        return record.findings().stream().flatMap(finding -> command(finding).map(
                command -> "::" + command + " title=" + property("fetchbench: " + finding.workload()) + "::"
                        + data(Words.line(finding) + "\n" + String.join("\n", finding.verdict().reasons())))
                .stream()).toList();
    }

    private static Optional<String> command(Finding finding) {
        return switch (finding.verdict().kind()) {
            case PASS -> Optional.empty();
            case REGRESSION -> Optional.of("error");
            case INCONCLUSIVE, INVALID -> Optional.of("warning");
        };
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
