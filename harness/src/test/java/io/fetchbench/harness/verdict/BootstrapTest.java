package io.fetchbench.harness.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.record.Metric;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final Gate GATE = Gate.of(List.of(Metric.CPU));

    @Test
    void everySessionComesToAnEnd() {
        Bootstrap drawn = Bootstrap.of(GATE, Pairs.cpu(40, 0.02, new Random(1)), 200, new Random(2));
        assertThat(drawn.kinds().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
        assertThat(drawn.kinds()).containsOnlyKeys(VerdictKind.values());
        assertThat(drawn.pairs()).isBetween(12.0, 48.0);
        assertThat(drawn.rate(VerdictKind.PASS).trials()).isEqualTo(200);
        assertThat(drawn.firstStage().successes()).isEqualTo(drawn.suspectedAtFirstStage());
    }

    @Test
    void theSameSeedDrawsTheSame() {
        List<Pair> pairs = Pairs.cpu(40, 0.02, new Random(1));
        assertThat(Bootstrap.of(GATE, pairs, 50, new Random(3)))
                .isEqualTo(Bootstrap.of(GATE, pairs, 50, new Random(3)));
    }

    @Test
    void pairsWithoutNumbersMakeSessionsInvalidAndNotEndless() {
        List<Pair> pairs = List.of(new Pair(0, Map.of(), 0));
        assertThat(Bootstrap.of(GATE, pairs, 10, new Random(4)).kinds()).containsEntry(VerdictKind.INVALID, 10);
    }
}
