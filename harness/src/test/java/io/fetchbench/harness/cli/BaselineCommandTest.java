package io.fetchbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.verdict.Gate;
import io.fetchbench.harness.verdict.Runs;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On sessions that are written down here. */
class BaselineCommandTest {
    private static final Gate GATE = Gate.of(List.of(Metric.CPU));
    private static final RunRecord FIT = Runs.of(1, 1.5);
    private static final RunRecord UNFIT = Runs.of(2, Runs.losing("control", 10), Runs.cell("nio-callbacks", 15));

    private final Deque<RunRecord> sessions = new ArrayDeque<>();

    private List<RunRecord> measure(RunRecord... inTurn) {
        sessions.addAll(List.of(inTurn));
        return BaselineCommand.measure(2, sessions::remove, GATE);
    }

    @Test
    void anUnfitSessionIsMeasuredOnceMoreAndCostsNoOther() {
        assertThat(measure(FIT, UNFIT, FIT)).containsExactly(FIT, FIT);
        assertThat(sessions).isEmpty();
        assertThat(measure(UNFIT, FIT, UNFIT, FIT)).containsExactly(FIT, FIT);
    }

    @Test
    void twoUnfitOnesInARowAreTheEnd() {
        assertThatThrownBy(() -> measure(FIT, UNFIT, UNFIT, FIT)).isInstanceOf(UserError.class)
                .hasMessageContaining("no valid control arm");
        assertThat(sessions).as("left unmeasured").hasSize(1);
    }
}
