package io.fetchbench.harness.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.record.WarmUp;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdenticalArmsTest {
    private static final int[] STEADY = {1000, 1000, 1000, 1000, 1000};

    private static ForkRecord fork(int round, int... nanosPerFetch) {
        List<Slice> slices = IntStream.range(0, nanosPerFetch.length)
                .mapToObj(
                        turn -> new Slice(turn, 100, Map.of(Outcome.OK, 100L), 0, 0, 1, nanosPerFetch[turn] * 100L, 1))
                .toList();
        return new ForkRecord(round, 0, 1, new WarmUp(1, 1, 0.0, true), slices, Map.of(Metric.CPU, 1.0));
    }

    private static Cell cell(Validity validity, ForkRecord... forks) {
        List<String> reasons = validity == Validity.VALID ? List.of() : List.of("fork of control: the process ended");
        return new Cell("control", "control", Stack.WHOLE_STACK, "identical", validity, reasons, List.of(forks));
    }

    private static Finding judge(int... nanosPerFetch) {
        return IdenticalArms.judge(cell(Validity.VALID, fork(0, STEADY), fork(1, STEADY)),
                cell(Validity.VALID, fork(0, STEADY), fork(1, nanosPerFetch)));
    }

    @Test
    void saysHowFarEachRoundWasApart() {
        Finding finding = judge(990, 990, 990, 990, 990);
        assertThat(finding.fitness()).isEqualTo(Fitness.OK);
        assertThat(finding.found()).startsWith("differed by 0.0 % and 1.0 % in CPU per fetch, in 2 rounds");
    }

    @Test
    void theWorstRoundDecidesWhicheverArmItFavours() {
        assertThat(judge(970, 970, 970, 970, 970).fitness()).isEqualTo(Fitness.WEAK);
        assertThat(judge(970, 970, 970, 970, 970).advice()).contains("below 6 %");
        assertThat(judge(1030, 1030, 1030, 1030, 1030).fitness()).isEqualTo(Fitness.WEAK);
        assertThat(judge(900, 900, 900, 900, 900).fitness()).isEqualTo(Fitness.UNFIT);
        assertThat(judge(1100, 1100, 1100, 1100, 1100).fitness()).isEqualTo(Fitness.UNFIT);
    }

    @Test
    void slicesMayScatterWhereTheirMedianHolds() {
        Finding finding = judge(800, 900, 1000, 1100, 1200);
        assertThat(finding.fitness()).isEqualTo(Fitness.OK);
        assertThat(finding.found()).contains("lay within +-10.6 % of that");
    }

    @Test
    void aSampleThatWentWrongIsUnfit() {
        Finding finding = IdenticalArms.judge(cell(Validity.VALID, fork(0, STEADY)), cell(Validity.INVALID));
        assertThat(finding.fitness()).isEqualTo(Fitness.UNFIT);
        assertThat(finding.found()).contains("the process ended");
    }
}
