package io.fetchbench.harness.report;

import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.text.Numbers;
import io.fetchbench.harness.text.Text;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** {@code summary.md}: the comparison in GitHub's Markdown. */
public final class SummaryMarkdown {
    /** The file's name. */
    public static final String FILE = "summary.md";

    private final StringBuilder out = new StringBuilder();

    private SummaryMarkdown() {}

    /**
     * Writes the comparison.
     *
     * @param run the run, complete or not
     * @param directory its folder, with the histogram logs in it
     * @return the file's text
     */
    public static String render(RunRecord run, RunDirectory directory) {
        return render(Comparison.of(run, directory));
    }

    static String render(Comparison comparison) {
        var summary = new SummaryMarkdown();
        summary.head(comparison);
        comparison.tables().forEach(summary::workload);
        if (comparison.hasWholeStack()) {
            summary.out.append("\n† ").append(Comparison.WHOLE_STACK).append(".\n");
        }
        return summary.out.toString();
    }

    private void head(Comparison comparison) {
        RunRecord run = comparison.run();
        out.append("# fetchbench: ").append(Text.markdown(Text.plain(run.suite().name()))).append("\n\n");
        if (!run.complete()) {
            out.append("**").append(Text.markdown(Facts.status(run))).append("**\n\n");
        }
        comparison.tables().stream().flatMap(table -> Headline.of(table).stream())
                .forEach(headline -> out.append("- ").append(Text.markdown(headline.line())).append('\n'));
        out.append('\n');
        Facts.of(run)
                .forEach(fact -> out.append("- ").append(fact.label()).append(": ").append(Text.markdown(fact.text()))
                        .append('\n'));
        out.append("- Command:\n\n      ").append(Facts.command(run)).append("\n");
    }

    private void workload(WorkloadTable table) {
        out.append("\n## ").append(Text.markdown(table.name())).append("\n\n");
        out.append(Text.markdown(Facts.conditions(table.workload()))).append("; ")
                .append(Text.markdown(table.rounds())).append(".\n\n");
        if (!table.measured().isEmpty()) {
            grid(table);
        }
        table.folded().forEach(
                remark -> out.append("- ").append(remark.mark()).append(' ').append(Text.markdown(remark.text()))
                        .append('\n'));
    }

    private void grid(WorkloadTable table) {
        row(table.columns().stream().map(Column::title).toList(), "arm", "");
        out.append("|---|:-:|").append(String.join("", Collections.nCopies(table.columns().size(), "--:|")))
                .append('\n');
        for (ArmRow row : table.measured()) {
            List<String> texts = table.columns().stream().map(column -> figure(row, column)).toList();
            row(texts, Text.markdown(row.arm()) + (row.wholeStack() ? " †" : ""),
                    Remark.mark(row) + (row.invalid() ? " INVALID" : ""));
        }
        out.append('\n');
    }

    private void row(List<String> texts, String name, String mark) {
        out.append(texts.stream().collect(Collectors.joining(" | ", "| " + name + " | " + mark + " | ", " |\n")));
    }

    private static String figure(ArmRow row, Column column) {
        String text = Text.markdown(row.figure(column).text());
        return row.invalid() && !text.equals(Numbers.NONE) ? "~~" + text + "~~" : text;
    }
}
