package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.text.Text;
import java.util.Locale;

/** A comparison in GitHub's Markdown, for a job's summary or a comment. */
public final class VerdictMarkdown {
    private VerdictMarkdown() {}

    /**
     * Writes a comparison.
     *
     * @param record the comparison
     * @return the file's text
     */
    public static String render(VerdictRecord record) {
        var out = new StringBuilder("# fetchbench: ").append(record.kind().name().toLowerCase(Locale.ROOT))
                .append("\n\nCompared with ").append(escape(record.base())).append("; a pass excludes a worsening by ")
                .append(Words.percent(record.gate().limit())).append(".\n\n");
        record.findings().forEach(finding -> out.append("- ").append(escape(Words.line(finding))).append('\n'));
        out.append("\n| workload | arm | metric | change | interval | p | adjusted p | shown 95 in 100 |\n"
                + "|---|---|---|--:|--:|--:|--:|--:|\n");
        for (Finding finding : record.findings()) {
            finding.verdict().changes().forEach(change -> row(out, finding, change));
        }
        record.findings().forEach(finding -> details(out, record.gate(), finding));
        return out.append("\nMeasured on ").append(escape(machine(record.environment()))).append(".\n").toString();
    }

    private static void row(StringBuilder out, Finding finding, Change change) {
        out.append("| ").append(escape(finding.workload())).append(" | ").append(escape(finding.arm())).append(" | ")
                .append(Words.name(change.metric())).append(" | ").append(Words.change(change.estimate()))
                .append(" | ").append(escape(Words.interval(change))).append(" | ")
                .append(Words.pValue(change.pValue())).append(" | ").append(Words.pValue(change.adjustedPValue()))
                .append(" | ").append(Words.percent(change.smallestEffect())).append(" |\n");
    }

    private static void details(StringBuilder out, Gate gate, Finding finding) {
        out.append("\n## ").append(escape(finding.arm())).append(" on ").append(escape(finding.workload()))
                .append("\n\n");
        Words.details(gate, finding).forEach(detail -> out.append("- ").append(escape(detail)).append('\n'));
    }

    private static String machine(Environment environment) {
        return environment.cpu() + ", " + environment.cores() + " cores, " + environment.os() + ", "
                + environment.jdk() + ", commit " + environment.commit();
    }

    private static String escape(String text) {
        return Text.markdown(Text.plain(text));
    }
}
