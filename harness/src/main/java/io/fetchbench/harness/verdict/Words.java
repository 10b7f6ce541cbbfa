package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Verdicts in plain words, the same in every locale. */
public final class Words {
    private Words() {}

    /**
     * A finding in one line.
     *
     * @param finding the result for an arm and workload
     * @return such as "virtual-threads: CPU per fetch +6.1 % [4.8, 7.6], p = 0.0002, regression"
     */
    public static String line(Finding finding) {
        Verdict verdict = finding.verdict();
        String changes = verdict.changes().stream().map(change -> change(change) + ", ").collect(Collectors.joining());
        return finding.arm() + ": " + changes + verdict.kind().name().toLowerCase(Locale.ROOT);
    }

    /**
     * A change in words.
     *
     * @param change of one metric
     * @return such as "CPU per fetch +6.1 % [4.8, 7.6], p = 0.0002"
     */
    public static String change(Change change) {
        return name(change.metric()) + " " + change(change.estimate()) + " " + interval(change) + ", "
                + pValue(change.pValue());
    }

    /**
     * Why a verdict is what it is, and what the session was able to show.
     *
     * @param gate what was declared
     * @param finding the result for an arm and workload
     * @return one sentence each, without a full stop
     */
    public static List<String> details(Gate gate, Finding finding) {
        List<String> details = new ArrayList<>(finding.verdict().reasons());
        finding.verdict().changes().forEach(change -> details.add(power(gate, finding, change)));
        return details;
    }

    private static String power(Gate gate, Finding finding, Change change) {
        String smallest = name(change.metric()) + ": a worsening by " + percent(change.smallestEffect())
                + " is the smallest that ";
        return finding.pairs().isEmpty()
                ? smallest + "such a session shows 95 times in 100"
                : smallest + "the first stage of such a session shows 95 times in 100, and confirms 90 times; one by "
                        + percent(gate.limit()) + " needs " + change.pairsForLimit()
                        + " pairs, and as many again to confirm it";
    }

    /** The ends of a change's interval, in percent. */
    public static String interval(Change change) {
        return "[" + digits(change.low()) + ", " + digits(change.high()) + "]";
    }

    /** A metric's name in a sentence. */
    public static String name(Metric metric) {
        return switch (metric) {
            case CPU -> "CPU per fetch";
            case ALLOCATED -> "bytes allocated per fetch";
            case THROUGHPUT -> "fetches per second";
            case MAKESPAN -> "makespan";
            case LATENCY_P50 -> "median latency";
            case LATENCY_P99 -> "99th percentile of latency";
            default -> metric.key();
        };
    }

    /** What two sets say of the same metric. */
    static String twice(Metric metric, PairSet first, PairSet second) {
        return name(metric) + ": " + inSet(metric, first) + " in the first " + first.size() + " pairs and "
                + inSet(metric, second) + " in the next " + second.size();
    }

    private static String inSet(Metric metric, PairSet set) {
        return set.changes().stream().filter(change -> change.metric() == metric).findFirst()
                .map(change -> change(change.estimate()) + " (" + pValue(change.pValue()) + ")").orElseThrow();
    }

    /** What only shows over all slices together. */
    static String hidden(Change total) {
        return name(total.metric()) + ": " + change(total.estimate()) + " (" + pValue(total.pValue())
                + ") over all slices together, which their medians don't show: it falls into few of them, as collections do";
    }

    /** A fraction as a change, with its sign. */
    public static String change(double fraction) {
        return (fraction < 0 ? "" : "+") + percent(fraction);
    }

    /** A fraction in percent. */
    public static String percent(double fraction) {
        String digits = digits(fraction);
        return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + " %";
    }

    /** To a tenth of a percent; to a hundredth where a tenth would hide on which side of a whole percent from 1 to 10 it is, as bounds are. */
    private static String digits(double fraction) {
        String tenths = Numbers.rounded(100 * fraction, 1);
        String hundredths = Numbers.rounded(100 * fraction, 2);
        boolean near = tenths.endsWith(".0") && !tenths.equals("0.0") && Math.abs(fraction) < 0.1;
        return near && !hundredths.endsWith(".00") ? hundredths : tenths;
    }

    /** A probability, to four decimals. */
    public static String pValue(double p) {
        return p < 0.0001 ? "p < 0.0001" : "p = " + Numbers.rounded(p, 4);
    }
}
