package io.fetchbench.harness.report;

import io.fetchbench.harness.text.Text;
import io.fetchbench.harness.verdict.Change;
import io.fetchbench.harness.verdict.Finding;
import io.fetchbench.harness.verdict.Gate;
import io.fetchbench.harness.verdict.VerdictKind;
import io.fetchbench.harness.verdict.VerdictRecord;
import io.fetchbench.harness.verdict.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a comparison came to, for the top of its page.
 *
 * @param index the finding's place among the page's
 * @param kind of the verdict, as the record has it
 * @param mark the same as one character
 * @param subject who was compared with whom, and on what
 * @param meaning the verdict in plain words
 * @param changes one a metric
 * @param details why, and what the session was able to show, one sentence each
 * @param charts whether there are pairs to draw
 * @param rule what was declared beforehand
 */
record HtmlVerdict(int index, String kind, String mark, String subject, String meaning, List<Row> changes,
        List<String> details, boolean charts, String rule) {

    /**
     * One metric.
     *
     * @param metric its place among the finding's
     */
    record Row(int metric, String name, String change, String interval, String p, String adjustedP, String smallest) {
        static Row of(int metric, Change change) {
            return new Row(metric, Words.name(change.metric()), Words.change(change.estimate()),
                    Words.interval(change) + " %", Words.pValue(change.pValue()), Words.pValue(change.adjustedPValue()),
                    Words.percent(change.smallestEffect()));
        }
    }

    /** Whether there are changes to tell; a comparison that was given up has too few pairs for any. */
    boolean measured() {
        return !changes.isEmpty();
    }

    /** The verdicts of all findings of all runs that are comparisons. */
    static List<HtmlVerdict> of(Comparison comparison) {
        List<HtmlVerdict> verdicts = new ArrayList<>();
        for (ReportedRun run : comparison.runs()) {
            run.verdict().ifPresent(record -> record.findings()
                    .forEach(finding -> verdicts.add(of(verdicts.size(), run, record, finding))));
        }
        return verdicts;
    }

    private static HtmlVerdict of(int index, ReportedRun run, VerdictRecord record, Finding finding) {
        VerdictKind kind = finding.verdict().kind();
        String subject = Text.name(finding.arm()) + " against " + Text.name(record.base()) + " on "
                + run.labelled(Text.name(finding.workload()));
        List<Change> changes = finding.verdict().changes();
        return new HtmlVerdict(index, kind.name(), mark(kind), subject, meaning(kind, record.gate()),
                IntStream.range(0, changes.size()).mapToObj(i -> Row.of(i, changes.get(i))).toList(),
                Words.details(record.gate(), finding).stream().map(Text::plain).toList(), !finding.pairs().isEmpty(),
                rule(record.gate(), finding));
    }

    private static String mark(VerdictKind kind) {
        return switch (kind) {
            case PASS -> "✓";
            case INCONCLUSIVE -> "?";
            case INVALID, REGRESSION -> "✗";
        };
    }

    private static String meaning(VerdictKind kind, Gate gate) {
        String limit = Words.percent(gate.limit());
        return switch (kind) {
            case PASS -> "a worsening by " + limit + " is excluded for every metric.";
            case INCONCLUSIVE -> "this is no pass, and no regression that showed twice; why stands below.";
            case INVALID -> "the session was not fit to say anything.";
            case REGRESSION -> "the candidate is worse.";
        };
    }

    private static String rule(Gate gate, Finding finding) {
        return finding.pairs().isEmpty() ? ruleOfSessions(gate, finding) : ruleOfPairs(gate, finding);
    }

    private static String ruleOfSessions(Gate gate, Finding finding) {
        return "Declared beforehand: a family-wise error of " + Words.percent(gate.alpha())
                + " over all arms, workloads and metrics, no regression below " + Words.percent(gate.leastEffect())
                + ", a limit of " + Words.percent(gate.limit())
                + ", and a regression must show in each of two sessions. Computed from " + finding.verdict().pairs()
                + " of today's sessions; intervals are prediction intervals of " + Words.percent(1 - 2 * gate.alpha())
                + ", for each metric by itself.";
    }

    private static String ruleOfPairs(Gate gate, Finding finding) {
        String interval = Words.percent(1 - 2 * gate.alpha() / gate.stages().size());
        return "Declared beforehand: looks after "
                + String.join(" and ", gate.stages().stream().map(String::valueOf).toList())
                + " pairs of fresh forks, a family-wise error of " + Words.percent(gate.alpha())
                + ", no regression below " + Words.percent(gate.leastEffect()) + ", a limit of "
                + Words.percent(gate.limit()) + ", and a regression must show again in fresh pairs. Computed from "
                + finding.verdict().pairs() + " pairs"
                + "; intervals are of " + interval + ", for each metric by itself.";
    }
}
