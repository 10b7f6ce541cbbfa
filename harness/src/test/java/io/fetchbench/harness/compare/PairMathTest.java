package io.fetchbench.harness.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.WarmUp;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.verdict.Change;
import io.fetchbench.harness.verdict.Gate;
import io.fetchbench.harness.verdict.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairMathTest {
    @Test
    void whatDriftsTogetherCancelsAndTheMedianBearsAWildSlice() {
        ForkRecord base = fork(100, 110, 120, 130, 140);
        ForkRecord candidate = fork(105, 115.5, 900, 136.5, 147);
        var pair = PairMath.pair(3, List.of(Metric.CPU), base, candidate, fork(7, 7, 7, 7));
        assertThat(pair.number()).isEqualTo(3);
        assertThat(pair.logRatio().get(Metric.CPU)).isCloseTo(Math.log(1.05), within(1e-3));
        assertThat(pair.totalLogRatio().get(Metric.CPU)).isCloseTo(Math.log(1404.0 / 600), within(1e-9));
        assertThat(pair.controlLogRatio()).isZero();
    }

    /** Whatever the unit, or the speed of the machine: the slices of all three forks times the same. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void scalingBothArmsChangesNothing(long seed) {
        Random random = new Random(seed);
        double scale = Math.exp(2 * random.nextGaussian());
        Gate gate = Gate.of(List.of(Metric.CPU));
        List<Pair> plain = new ArrayList<>();
        List<Pair> scaled = new ArrayList<>();
        for (int pair = 0; pair < 24; pair++) {
            double[][] micros = {drawn(random, 10), drawn(random, 10.3), drawn(random, 12)};
            plain.add(pair(pair, micros, 1));
            scaled.add(pair(pair, micros, scale));
        }
        assertThat(gate.decide(scaled).kind()).isEqualTo(gate.decide(plain).kind());
        Change change = gate.changes(plain).getFirst();
        Change ofScaled = gate.changes(scaled).getFirst();
        assertThat(change.estimate()).isNotZero();
        assertThat(ofScaled.estimate()).isCloseTo(change.estimate(), within(1e-6));
        assertThat(ofScaled.low()).isCloseTo(change.low(), within(1e-6));
        assertThat(ofScaled.high()).isCloseTo(change.high(), within(1e-6));
    }

    private static double[] drawn(Random random, double micros) {
        return IntStream.range(0, 8).mapToDouble(_ -> micros * Math.exp(0.05 * random.nextGaussian())).toArray();
    }

    private static Pair pair(int number, double[][] micros, double scale) {
        List<ForkRecord> forks = Stream.of(micros)
                .map(each -> fork(DoubleStream.of(each).map(value -> scale * value).toArray())).toList();
        return PairMath.pair(number, List.of(Metric.CPU), forks.get(0), forks.get(1), forks.get(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 5, 6, 7, 8, 11, 64})
    void aSteadyTrendIsNoDifferenceOfTheControlArmFromItself(int slices) {
        double[] rising = IntStream.range(0, slices).mapToDouble(turn -> 1000 * Math.pow(1.02, turn)).toArray();
        assertThat(PairMath.phantom(fork(rising).slices())).isCloseTo(0, within(1e-3));
    }

    @Test
    void anArmThatIsDearerInEveryOtherTurnMovesIt() {
        assertThat(PairMath.phantom(fork(100, 110, 110, 100, 100, 110, 110, 100).slices()))
                .isCloseTo(Math.log(1.1), within(1e-3));
    }

    @Test
    void baseAndCandidateFollowEachOtherAndControlEquallyOften() {
        var reader = ArmReader.ofBuiltIn();
        List<Arm> both = reader.pair("nio-callbacks", "nio-callbacks");
        List<List<Arm>> orders = new PairArms(both.get(0), both.get(1), reader.control()).orders(false);
        assertThat(orders).extracting(order -> order.stream().map(Arm::name).toList()).containsExactly(
                List.of("nio-callbacks", "nio-callbacks.2", "control"),
                List.of("nio-callbacks.2", "nio-callbacks", "control"));
        assertThat(new PairArms(both.get(0), both.get(1), reader.control()).orders(true))
                .isEqualTo(orders.reversed());
    }

    /** A fork whose slices cost so many microseconds of CPU per fetch. */
    private static ForkRecord fork(double... microsPerFetch) {
        List<Slice> slices = IntStream.range(0, microsPerFetch.length)
                .mapToObj(turn -> new Slice(turn, 1000, Map.of(Outcome.OK, 1000L), 0, 0, 50_000_000,
                        Math.round(microsPerFetch[turn] * 1_000_000), 0))
                .toList();
        return new ForkRecord(0, 0, 1, new WarmUp(1, 1, 0.0, true), slices, Map.of(Metric.CPU, 1.0));
    }
}
