package io.fetchbench.harness.session;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.Conditions;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.suite.Workload;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a cell is judged by.
 *
 * @param workload what was asked for
 * @param forks what its forks measured
 * @param failures why forks did not come to their end
 */
record Evidence(Workload workload, List<ForkRecord> forks, List<String> failures) {
    /** The client's and the server's. */
    private static final int CORES = 2;

    Stream<Slice> slices() {
        return forks.stream().flatMap(fork -> fork.slices().stream());
    }

    long sum(ToLongFunction<Slice> count) {
        return slices().mapToLong(count).sum();
    }

    /** {@return a sum over what went on around the slices; one that doesn't know it counts as 0} */
    long sumAround(Function<Conditions, Long> count) {
        return slices().map(Slice::conditions).filter(Objects::nonNull).map(count).filter(Objects::nonNull)
                .mapToLong(Long::longValue).sum();
    }

    /** {@return a share of the wall time of all slices; NaN if any slice doesn't know it} */
    double shareOfTime(Function<Conditions, Long> nanos) {
        List<Slice> all = slices().toList();
        if (all.isEmpty() || all.stream().anyMatch(slice -> slice.conditions() == null
                || nanos.apply(slice.conditions()) == null || nanos.apply(slice.conditions()) < -1_000_000_000L)) {
            return Double.NaN;
        }
        double elapsed = all.stream().mapToDouble(slice -> slice.conditions().elapsedNanos()).sum();
        return all.stream().mapToDouble(slice -> nanos.apply(slice.conditions())).sum() / elapsed;
    }

    /** {@return how much of the two cores' time the hypervisor took; NaN if it is not known} */
    double stolenShare() {
        return shareOfTime(Conditions::stolenNanos) / CORES;
    }

    /** {@return kinds of ends with their counts, as text} */
    static String kinds(Stream<Map<Outcome, Long>> outcomes) {
        Map<Outcome, Long> sums = outcomes.flatMap(kinds -> kinds.entrySet().stream()).collect(
                Collectors.groupingBy(Map.Entry::getKey, TreeMap::new, Collectors.summingLong(Map.Entry::getValue)));
        return sums.entrySet().stream().map(kind -> kind.getValue() + " " + kind.getKey())
                .collect(Collectors.joining(", "));
    }
}
