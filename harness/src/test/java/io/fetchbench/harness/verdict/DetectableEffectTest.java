package io.fetchbench.harness.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.stats.Interval;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By hand, with the normal quantiles 1.644854 (5 %), 2.575829 (0.5 %) and 2.807034 (0.25 %). */
class DetectableEffectTest {
    private static final Gate GATE = Gate.of(List.of(Metric.CPU));

    /** A stage's level is half of 1 %. */
    @Test
    void theStandardErrorComesFromTheIntervalsWidth() {
        assertThat(new DetectableEffect(GATE, 12).standardError(new Interval(-0.01, 0.04)))
                .isCloseTo(0.025 / 2.575829, within(1e-7));
    }

    @Test
    void theSmallestEffectIsWhatATestAtTheLevelFindsNinetyFiveTimesInAHundred() {
        assertThat(new DetectableEffect(GATE, 12).smallest(0.02))
                .isCloseTo((2.575829 + 1.644854) * 0.02, within(1e-7));
        assertThat(new DetectableEffect(GATE, 12).smallest(0.003)).as("the least effect is the higher hurdle")
                .isCloseTo(Math.log(1.02) + 1.644854 * 0.003, within(1e-7));
        assertThat(new DetectableEffect(GATE, 48).smallest(0.01)).as("of the first stage's 12 pairs")
                .isCloseTo((2.575829 + 1.644854) * 0.02, within(1e-7));
        assertThat(new DetectableEffect(Gate.of(List.of(Metric.CPU, Metric.ALLOCATED)), 12).smallest(0.02))
                .isCloseTo((2.807034 + 1.644854) * 0.02, within(1e-7));
    }

    /** ln(1.05) = 0.0487902 = 4.220683 × 0.0115597, so the error must shrink by 1.730149, the pairs grow by its square. */
    @Test
    void fourTimesThePairsHalveTheError() {
        assertThat(new DetectableEffect(GATE, 12).pairsForLimit(0.02)).isEqualTo(36);
        assertThat(new DetectableEffect(GATE, 12).pairsForLimit(0.04)).isEqualTo(144);
        assertThat(new DetectableEffect(GATE, 12).pairsForLimit(0.0001)).as("fewer give no p-value that small")
                .isEqualTo(8);
    }
}
