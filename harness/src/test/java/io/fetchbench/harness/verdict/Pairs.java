package io.fetchbench.harness.verdict;

import io.fetchbench.harness.record.Metric;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Pairs as a session might measure them, made up from a seed. */
final class Pairs {
    private Pairs() {}

    /** CPU per fetch worse by a fraction, pairs scattering by 0.9 %. */
    static List<Pair> cpu(int count, double slowdown, RandomGenerator random) {
        return of(count, List.of(Metric.CPU), () -> Math.log1p(slowdown) + 0.009 * random.nextGaussian(),
                () -> 0.005 * random.nextGaussian());
    }

    static List<Pair> of(int count, List<Metric> metrics, DoubleSupplier logRatio, DoubleSupplier control) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<Metric, Double> ratios = new EnumMap<>(Metric.class);
            metrics.forEach(metric -> ratios.put(metric, logRatio.getAsDouble()));
            pairs.add(new Pair(i, ratios, control.getAsDouble()));
        }
        return pairs;
    }

    /** The same numbers for a single metric, each a logarithm of a ratio. */
    static List<Pair> ofRatios(Metric metric, double... logRatios) {
        return IntStream.range(0, logRatios.length)
                .mapToObj(i -> new Pair(i, Map.of(metric, logRatios[i]), (i % 2 == 0 ? 1 : -1) * 0.001 * (i + 1)))
                .toList();
    }
}
