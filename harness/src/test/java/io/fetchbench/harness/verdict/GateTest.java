package io.fetchbench.harness.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.record.Metric;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final Gate GATE = Gate.of(List.of(Metric.CPU));

    @Test
    void asksForItsFirstStage() {
        assertThat(GATE.next(List.of())).isEqualTo(new Step.Measure(12, false));
        assertThat(GATE.next(pairs(5, 0))).isEqualTo(new Step.Measure(7, false));
    }

    @Test
    void equalArmsPassAtOnce() {
        assertThat(GATE.decide(pairs(12, 0)).kind()).isEqualTo(VerdictKind.PASS);
    }

    @Test
    void aSlowdownMustShowTwice() {
        assertThat(GATE.next(pairs(12, 0.06))).isEqualTo(new Step.Measure(12, true));
        assertThat(GATE.decide(pairs(24, 0.06)).kind()).isEqualTo(VerdictKind.REGRESSION);
    }

    private static List<Pair> pairs(int count, double slowdown) {
        Random random = new Random(7);
        return IntStream.range(0, count)
                .mapToObj(i -> new Pair(i, Map.of(Metric.CPU, Math.log1p(slowdown) + 0.009 * random.nextGaussian()),
                        0.005 * random.nextGaussian()))
                .toList();
    }
}
