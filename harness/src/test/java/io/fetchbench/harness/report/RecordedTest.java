package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.record.WarmUp;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordedTest {
    private static ForkRecord fork(int round, Map<Metric, Double> metrics, String... files) {
        return new ForkRecord(round, 0, 1, new WarmUp(1, 1, 0.0, true), List.of(), metrics, List.of(files), null, null);
    }

    private static Cell cell(ForkRecord... forks) {
        return new Cell("a", "a", Stack.SHARED_CODEC, "w", Validity.SUSPECT, List.of("r"), List.of(forks));
    }

    @Test
    void addsCountsAndTakesTheLongestOverRounds() {
        var one = fork(0, Map.of(Metric.PINNED, 2.0, Metric.PINNED_TIME, 1.5, Metric.LONGEST_PAUSE, 0.0,
                Metric.LOOP_STALLS, 0.0, Metric.LONGEST_LOOP_TURN, 3.0), "a@w-round-0.jfr");
        var two = fork(1, Map.of(Metric.PINNED, 1.0, Metric.PINNED_TIME, 1.0, Metric.LONGEST_PAUSE, 4.0,
                Metric.LOOP_STALLS, 1.0, Metric.LONGEST_LOOP_TURN, 31.0), "a@w-round-1.jfr");
        assertThat(Recorded.of(cell(one, two))).contains("3 pinned virtual threads (2.50 ms in all); longest pause"
                + " 4.00 ms; 1 loop stall over 10 ms (longest turn 31.0 ms); a@w-round-0.jfr and 1 more");
        assertThat(Recorded.of(cell(one))).get().asString().contains("no pause; no loop stalls");
    }

    @Test
    void saysNothingOfWhatWasNotSeen() {
        assertThat(Recorded.of(cell(fork(0, Map.of())))).isEmpty();
        assertThat(Recorded.of(cell(fork(0, Map.of(), "a@w-round-0.flamegraph.html"))))
                .contains("a@w-round-0.flamegraph.html");
        assertThat(Recorded.of(cell(fork(0, Map.of(Metric.PINNED, 0.0, Metric.PINNED_TIME, 0.0,
                Metric.LONGEST_PAUSE, 0.0), "a@w-round-0.jfr"))))
                .contains("no pinned virtual threads; no pause; a@w-round-0.jfr");
    }
}
