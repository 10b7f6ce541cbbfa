package io.fetchbench.harness.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fetchbench.harness.record.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for any pairs, tried on some hundred sessions drawn from seeds. */
class GatePropertiesTest {
    private static final List<Metric> METRICS = List.of(Metric.CPU, Metric.THROUGHPUT);
    private static final Gate GATE = Gate.of(METRICS);

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void swappingTheArmsMirrorsTheChanges(long seed) {
        List<Pair> pairs = drawn(new Random(seed), 24);
        List<Change> there = GATE.changes(pairs);
        List<Change> back = GATE.changes(pairs.stream().map(pair -> scaled(pair, -1)).toList());
        for (int i = 0; i < METRICS.size(); i++) {
            assertThat((1 + there.get(i).estimate()) * (1 + back.get(i).estimate())).isCloseTo(1, within(1e-9));
            assertThat((1 + there.get(i).low()) * (1 + back.get(i).high())).isCloseTo(1, within(1e-9));
            assertThat((1 + there.get(i).high()) * (1 + back.get(i).low())).isCloseTo(1, within(1e-9));
            assertThat(there.get(i).smallestEffect()).isCloseTo(back.get(i).smallestEffect(), within(1e-9));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void neverAreBothArmsWorseThanTheOther(long seed) {
        List<Pair> pairs = drawn(new Random(seed), 48);
        Gate gate = Gate.of(List.of(Metric.CPU));
        VerdictKind there = gate.decide(pairs).kind();
        VerdictKind back = gate.decide(pairs.stream().map(pair -> scaled(pair, -1)).toList()).kind();
        assertThat(there == VerdictKind.REGRESSION && back == VerdictKind.REGRESSION).isFalse();
        assertThat(back == VerdictKind.INVALID).isEqualTo(there == VerdictKind.INVALID);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void identicalArmsNeverFail(long seed) {
        Random random = new Random(seed);
        int identical = 12 + random.nextInt(40);
        List<Pair> pairs = IntStream.range(0, identical).mapToObj(i -> new Pair(i, both(0), 0)).toList();
        assertThat(GATE.decide(pairs).kind()).isEqualTo(VerdictKind.PASS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theOrderOfPairsWithinASetDoesNotMatter(long seed) {
        Random random = new Random(seed);
        List<Pair> pairs = drawn(random, 24);
        List<Pair> first = new ArrayList<>(pairs.subList(0, 12));
        List<Pair> second = new ArrayList<>(pairs.subList(12, 24));
        Collections.shuffle(first, random);
        Collections.shuffle(second, random);
        List<Pair> shuffled = new ArrayList<>(first);
        shuffled.addAll(second);
        assertThat(GATE.next(shuffled)).isEqualTo(GATE.next(pairs));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void worsePairsNeverTurnARegressionIntoAPass(long seed) {
        List<Pair> pairs = drawn(new Random(seed), 48);
        Gate gate = Gate.of(List.of(Metric.CPU));
        if (gate.decide(pairs).kind() == VerdictKind.REGRESSION) {
            List<Pair> worse = pairs.stream().map(
                    pair -> new Pair(pair.number(), both(pair.logRatio().get(Metric.CPU) + 0.01),
                            pair.controlLogRatio()))
                    .toList();
            assertThat(gate.decide(worse).kind()).isNotEqualTo(VerdictKind.PASS);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverIsMeasuredThereIsAnAnswerAndItEnds(long seed) {
        Random random = new Random(seed);
        double[] wild = {0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, 1e-300, 700, -700, 0.05, 1e300};
        List<Pair> pairs = new ArrayList<>();
        Step step = GATE.next(pairs);
        while (step instanceof Step.Measure(int more, boolean _)) {
            assertThat(more).isPositive();
            assertThat(GATE.decide(pairs).kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
            int share = 1 + random.nextInt(wild.length);
            for (int i = 0; i < more; i++) {
                pairs.add(new Pair(pairs.size(), both(wild[random.nextInt(share)]), wild[random.nextInt(share) / 4]));
            }
            assertThat(pairs).hasSizeLessThan(GATE.mostPairs() * 5 / 4 + 1);
            step = GATE.next(pairs);
        }
        assertThat(GATE.decide(pairs)).isEqualTo(((Step.Done) step).verdict());
    }

    /** A session with a change of up to 6 % either way, scattering a little, more or a lot. */
    private static List<Pair> drawn(Random random, int count) {
        double change = 0.12 * random.nextDouble() - 0.06;
        double deviation = List.of(0.002, 0.009, 0.04).get(random.nextInt(3));
        return Pairs.of(count, METRICS, () -> change + deviation * random.nextGaussian(),
                () -> 0.005 * random.nextGaussian());
    }

    private static Map<Metric, Double> both(double logRatio) {
        return Map.of(Metric.CPU, logRatio, Metric.THROUGHPUT, -logRatio);
    }

    private static Pair scaled(Pair pair, double factor) {
        Map<Metric, Double> ratios = new EnumMap<>(Metric.class);
        pair.logRatio().forEach((metric, ratio) -> ratios.put(metric, factor * ratio));
        return new Pair(pair.number(), ratios, factor * pair.controlLogRatio());
    }
}
