package io.fetchbench.harness.session;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.stats.Medians;
import io.fetchbench.harness.stats.RoundMetrics;
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
    /** A fork whose second half costs less than its first by this factor was still getting warm. */
    private static final double WIDEST_DRIFT = 1.1;
    /** Fewer slices say nothing about drift. */
    private static final int FEWEST_SLICES_TO_DRIFT = 8;

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
        suspect.addAll(drift(forks));
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

    private static List<String> drift(List<ForkRecord> forks) {
        long drifting = forks.stream().filter(fork -> fork.slices().size() >= FEWEST_SLICES_TO_DRIFT)
                .filter(fork -> driftWithin(fork.slices()) > WIDEST_DRIFT).count();
        // Noise goes either way and strikes a fork here and there; what is not warm falls in most of them.
        if (drifting * 2 <= forks.size()) {
            return List.of();
        }
        return List.of(String.format(Locale.ROOT,
                "not warm: CPU per fetch fell by more than %.0f %% from the first half of the slices to the second in %d of %d"
                        + " forks; allow a longer warm-up in a suite",
                (1 - 1 / WIDEST_DRIFT) * 100, drifting, forks.size()));
    }

    private static double driftWithin(List<Slice> slices) {
        int half = slices.size() / 2;
        return medianCpu(slices.subList(0, half)) / medianCpu(slices.subList(half, slices.size()));
    }

    private static double medianCpu(List<Slice> slices) {
        return Medians.median(slices.stream().mapToDouble(slice -> RoundMetrics.ofSlice(Metric.CPU, slice)));
    }
}
