package io.fetchbench.harness.session;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.record.WarmUp;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Whether a cell's numbers may be believed, and if not, why: every check there is. */
final class Judge {
    /** Rounds whose CPU per fetch differs by more than this factor don't measure the same thing. */
    private static final double WIDEST_SPREAD = 1.25;
    /** A warm-up that ran out of time while the cost still varied by more than this fraction was too short. */
    private static final double WIDEST_WARM_UP_VARIATION = 0.1;

    private Judge() {}

    /** A verdict with its reasons, one sentence each. */
    record Verdict(Validity validity, List<String> reasons) {}

    /**
     * Judges a cell.
     *
     * @param forks what its forks measured
     * @param failures why forks did not come to their end
     * @return invalid if fetches failed, went missing or were answered wrongly, or a fork failed
     */
    static Verdict judge(List<ForkRecord> forks, List<String> failures) {
        List<Slice> slices = forks.stream().flatMap(fork -> fork.slices().stream()).toList();
        List<String> invalid = new ArrayList<>(failures);
        long accepted = sum(slices, Slice::accepted);
        addIfAny(invalid, sum(slices, Slice::lost), accepted, "never reported to their listener");
        addIfAny(invalid, sum(slices, Slice::repeatedResults), accepted, "reported more than once");
        addIfAny(invalid, sum(slices, Slice::wrongResponses), accepted,
                "ended OK with another status, length or checksum than was asked for");
        addIfAny(invalid, sum(slices, Slice::ended) - sum(slices, Slice::ok), accepted,
                "did not end OK: " + kinds(slices));
        if (!invalid.isEmpty()) {
            return new Verdict(Validity.INVALID, List.copyOf(invalid));
        }
        List<String> suspect = new ArrayList<>(spread(forks));
        suspect.addAll(warmUp(forks));
        return new Verdict(suspect.isEmpty() ? Validity.VALID : Validity.SUSPECT, List.copyOf(suspect));
    }

    private static long sum(List<Slice> slices, ToLongFunction<Slice> count) {
        return slices.stream().mapToLong(count).sum();
    }

    private static void addIfAny(List<String> reasons, long count, long accepted, String what) {
        if (count > 0) {
            reasons.add(count + " of " + accepted + " fetches " + what);
        }
    }

    private static String kinds(List<Slice> slices) {
        return slices.stream().flatMap(slice -> slice.outcomes().entrySet().stream())
                .filter(entry -> entry.getKey() != Outcome.OK)
                .collect(Collectors.groupingBy(Map.Entry::getKey, java.util.TreeMap::new,
                        Collectors.summingLong(Map.Entry::getValue)))
                .entrySet().stream().map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static List<String> spread(List<ForkRecord> forks) {
        DoubleSummaryStatistics cpu = forks.stream().mapToDouble(fork -> fork.metrics().get(Metric.CPU))
                .summaryStatistics();
        if (forks.size() < 2 || cpu.getMax() <= cpu.getMin() * WIDEST_SPREAD) {
            return List.of();
        }
        return List.of(String.format(Locale.ROOT,
                "rounds disagree: CPU per fetch from %.2f to %.2f us; run more rounds on a quieter machine",
                cpu.getMin(),
                cpu.getMax()));
    }

    private static List<String> warmUp(List<ForkRecord> forks) {
        List<WarmUp> unsettled = forks.stream().map(ForkRecord::warmUp)
                .filter(warmUp -> !warmUp.converged() && !(warmUp.variation() <= WIDEST_WARM_UP_VARIATION)).toList();
        if (unsettled.isEmpty()) {
            return List.of();
        }
        return List.of("warm-up: CPU per fetch had not settled in " + unsettled.size() + " of " + forks.size()
                + " forks when its time was up; allow more with warm-up in a suite");
    }
}
