package io.fetchbench.harness.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.stats.Interval;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedrawnPairsTest {
    private static final Gate GATE = Gate.of(List.of(Metric.CPU));

    @Test
    void fewPairsLeaveMoreOpenThanManyThoughSessionsAreAsMany() {
        Interval few = shown(20);
        Interval many = shown(400);
        assertThat(many.high() - many.low()).isLessThan((few.high() - few.low()) / 2);
    }

    @Test
    void pairsThatAllSayTheSameLeaveNothingOpen() {
        List<Pair> equal = Pairs.of(30, GATE.metrics(), () -> 0.1, () -> 0);
        assertThat(RedrawnPairs.of(GATE, equal, new Random(1)).interval(world -> world.firstStage().rate()))
                .isEqualTo(new Interval(1, 1));
    }

    @Test
    void theIntervalGoesFromTheFifthLowestWorldToTheFifthHighest() {
        var redrawn = new RedrawnPairs(IntStream.rangeClosed(1, 199)
                .mapToObj(i -> new Bootstrap(199, Map.of(), i, 12)).toList());
        assertThat(redrawn.interval(Bootstrap::suspectedAtFirstStage)).isEqualTo(new Interval(5, 195));
    }

    /** Slowed by the least effect, so that about half of all sessions show it. */
    private static Interval shown(int pairs) {
        return RedrawnPairs.of(GATE, Pairs.cpu(pairs, 0.02, new Random(2)), new Random(3))
                .interval(world -> world.firstStage().rate());
    }
}
