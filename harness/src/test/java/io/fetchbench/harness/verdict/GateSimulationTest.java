package io.fetchbench.harness.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.stats.Proportion;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the whole staged procedure does in many made-up sessions. A rate counts as above a bound only if its exact 99.9 %
 * interval lies above it; the seeds are fixed.
 */
class GateSimulationTest {
    private static final Gate GATE = Gate.of(List.of(Metric.CPU));
    private static final int SESSIONS = 2_000;

    /** How the pairs of equal arms scatter: normally, with heavy tails, or because forks settle in one of two states. */
    enum Scatter {
        NORMAL(random -> random.nextGaussian()), HEAVY_TAILS(
                random -> random.nextGaussian() / random.nextDouble()), TWO_STATES(
                        random -> random.nextGaussian() / 5 + random.nextInt(2) - random.nextInt(2));

        private final ToDoubleFunction<Random> draw;

        Scatter(ToDoubleFunction<Random> draw) {
            this.draw = draw;
        }

        /** Sessions of one or more metrics, whose pairs scatter around a change by so much. */
        Bootstrap sessions(Gate gate, double change, double deviation) {
            Random random = new Random(20);
            return Bootstrap.of(gate,
                    Pairs.of(50_000, gate.metrics(),
                            () -> Math.log1p(change) + deviation * draw.applyAsDouble(random),
                            () -> 0.005 * random.nextGaussian()),
                    SESSIONS, random);
        }
    }

    /** Pairs that scatter by a tenth: then the least effect protects from nothing, and only the exact test does. */
    @ParameterizedTest
    @EnumSource
    void equalArmsAreSeldomCalledARegression(Scatter scatter) {
        Bootstrap rates = scatter.sessions(GATE, 0, 0.1);
        assertThat(lowest(rates.kinds().get(VerdictKind.REGRESSION))).isLessThan(0.01);
        assertThat(lowest(rates.suspectedAtFirstStage())).isLessThan(0.005);
        assertThat(rates.suspectedAtFirstStage()).as("the bound is met by the test, not by chance").isPositive();
    }

    @Test
    void withTenMetricsEqualArmsAreNotCalledARegressionMoreOften() {
        Bootstrap rates = Scatter.NORMAL.sessions(Gate.of(List.of(Metric.values()).subList(0, 10)), 0, 0.1);
        assertThat(lowest(rates.kinds().get(VerdictKind.REGRESSION))).isLessThan(0.01);
        assertThat(lowest(rates.suspectedAtFirstStage())).isLessThan(0.005);
    }

    @Test
    void equalArmsThatScatterAsLiveForksDoPassAtTheFirstStage() {
        Bootstrap rates = Scatter.NORMAL.sessions(GATE, 0, 0.009);
        assertThat(rates.kinds().get(VerdictKind.PASS)).isGreaterThan(SESSIONS * 99 / 100);
        assertThat(rates.pairs()).isLessThan(12.5);
    }

    @Test
    void aSlowdownOfThreePercentIsFoundByTheFirstTwelvePairsInNinetyFiveOfAHundredSessions() {
        Bootstrap rates = Scatter.NORMAL.sessions(GATE, 0.03, 0.009);
        assertThat(highest(rates.suspectedAtFirstStage())).isGreaterThan(0.95);
        assertThat(highest(rates.kinds().get(VerdictKind.REGRESSION))).isGreaterThan(0.95);
    }

    /** The control arm scatters so widely here that only the test at 0.1 % keeps a fit session from being called invalid. */
    @ParameterizedTest
    @EnumSource
    void aControlArmThatDidNotMoveIsSeldomSaidToHave(Scatter scatter) {
        Random random = new Random(22);
        Bootstrap rates = Bootstrap.of(GATE, Pairs.of(50_000, GATE.metrics(), () -> 0.009 * random.nextGaussian(),
                () -> 0.1 * scatter.draw.applyAsDouble(random)), 4 * SESSIONS, random);
        assertThat(Proportion.of(rates.kinds().get(VerdictKind.INVALID), rates.sessions(), 0.999).low())
                .isLessThan(0.001);
        assertThat(rates.kinds().get(VerdictKind.INVALID)).as("the bound is met by the test, not by chance")
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void aWorseningByTheLimitSeldomPasses(Scatter scatter) {
        Bootstrap rates = scatter.sessions(GATE, 0.05, 0.1);
        assertThat(lowest(rates.kinds().get(VerdictKind.PASS))).isLessThan(0.01);
    }

    @Test
    void theSmallestEffectIsFoundAboutAsOftenAsItSays() {
        Random random = new Random(23);
        double said = DoubleStream.generate(
                () -> GATE.decide(Pairs.cpu(12, 0, random)).changes().getFirst().smallestEffect()).limit(200).average()
                .orElseThrow();
        Bootstrap rates = Scatter.NORMAL.sessions(GATE, said, 0.009);
        assertThat(rates.firstStage().rate()).isBetween(0.9, 0.99);
    }

    private static double lowest(int sessions) {
        return Proportion.of(sessions, SESSIONS, 0.999).low();
    }

    private static double highest(int sessions) {
        return Proportion.of(sessions, SESSIONS, 0.999).high();
    }
}
