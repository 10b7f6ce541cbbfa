package io.fetchbench.harness.report;

import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.text.Text;
import java.util.ArrayList;
import java.util.List;

/** The comparison for a terminal of 100 columns. */
public final class TerminalReport {
    static final int WIDTH = 100;

    private final StringBuilder out = new StringBuilder();
    private final Paint paint;

    private TerminalReport(Paint paint) {
        this.paint = paint;
    }

    /**
     * Writes the comparison.
     *
     * @param run the run, complete or not
     * @param directory its folder, with the histogram logs in it
     * @param colour whether to colour it; marks say the same without
     * @param plot whether to plot latency by percentile
     * @return lines of at most 100 characters, each ended by LF
     */
    public static String render(RunRecord run, RunDirectory directory, boolean colour, boolean plot) {
        return render(Comparison.of(run, directory), colour, plot);
    }

    static String render(Comparison comparison, boolean colour, boolean plot) {
        var report = new TerminalReport(colour ? Paint.ANSI : Paint.NONE);
        comparison.runs().forEach(report::head);
        if (comparison.runs().size() > 1) {
            report.paragraph("", Comparison.SEVERAL_RUNS);
        }
        comparison.tables().forEach(table -> {
            report.workload(table);
            if (plot) {
                PercentilePlot.lines(table, WIDTH).forEach(report::line);
            }
        });
        if (comparison.hasWholeStack()) {
            report.out.append('\n');
            report.paragraph("", "† " + Comparison.WHOLE_STACK);
        }
        return report.out.toString();
    }

    private void head(ReportedRun reported) {
        RunRecord run = reported.record();
        String label = reported.label().isEmpty() ? "" : "Run " + reported.label() + ": ";
        line(paint.bold(label + Text.elide(Text.plain(run.suite().name()), 40)) + " · " + Facts.date(run));
        paragraph("", Facts.machine(run.environment()));
        paragraph("", Facts.pinning(run.environment()));
        paragraph("", Facts.command(run));
        for (String line : Wrap.lines(Facts.status(run), WIDTH)) {
            line(run.complete() ? line : paint.bad(line));
        }
    }

    private void workload(WorkloadTable table) {
        out.append('\n');
        for (String line : Wrap.lines(table.name() + ": " + Facts.conditions(table.workload()), WIDTH)) {
            line(paint.bold(line));
        }
        Wrap.lines(table.rounds(), WIDTH).forEach(line -> line(paint.dim(line)));
        if (!table.measured().isEmpty()) {
            grid(table);
        }
        for (Remark remark : table.folded()) {
            paragraph("  ", remark.mark() + " " + remark.text());
        }
    }

    private void grid(WorkloadTable table) {
        List<List<Figure>> lines = new ArrayList<>();
        lines.add(table.columns().stream().map(column -> new Figure(column.title(), "")).toList());
        table.measured().forEach(row -> lines.add(figures(table, row)));
        List<String> names = new ArrayList<>(List.of("arm"));
        table.measured().forEach(row -> names.add(row.arm() + (row.wholeStack() ? " †" : "")));
        List<String> texts = Grid.lines(names, lines, WIDTH - 2);
        line("  " + paint.dim(texts.getFirst()));
        for (int i = 1; i < texts.size(); i++) {
            ArmRow row = table.measured().get(i - 1);
            line(paint.validity(row.validity(), Remark.mark(row)) + " " + texts.get(i));
        }
    }

    /** An invalid arm's numbers are left to the files, where they can be struck out. */
    private static List<Figure> figures(WorkloadTable table, ArmRow row) {
        List<Column> columns = table.columns();
        if (!row.invalid()) {
            return columns.stream().map(row::figure).toList();
        }
        List<Figure> figures = new ArrayList<>(columns.stream().map(_ -> Figure.NONE).toList());
        figures.set(0, new Figure("INVALID", ""));
        return figures;
    }

    private void paragraph(String indent, String text) {
        Wrap.lines(text, WIDTH - indent.length()).forEach(line -> line(indent + line));
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }
}
