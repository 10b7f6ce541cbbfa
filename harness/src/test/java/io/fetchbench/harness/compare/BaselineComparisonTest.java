package io.fetchbench.harness.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.session.Session;
import io.fetchbench.harness.verdict.Baseline;
import io.fetchbench.harness.verdict.Finding;
import io.fetchbench.harness.verdict.Gate;
import io.fetchbench.harness.verdict.Runs;
import io.fetchbench.harness.verdict.VerdictKind;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On sessions that are written down here: a style that is nio-callbacks in name only, at so many times control's cost. */
class BaselineComparisonTest {
    private static final Gate GATE = Gate.of(List.of(Metric.CPU));
    private static final ArmReader READER = ArmReader.ofBuiltIn();

    @TempDir
    Path folder;
    private final Deque<RunRecord> sessions = new ArrayDeque<>();

    @Test
    void oneSessionSufficesWhereNothingIsWorse() {
        LiveComparison.Outcome outcome = compare(Runs.of(9, 1.5), Runs.of(10, 1.65));
        assertThat(kinds(outcome)).containsExactly(VerdictKind.PASS);
        assertThat(sessions).as("left unmeasured").hasSize(1);
    }

    @Test
    void aRegressionIsMeasuredASecondTime() {
        assertThat(kinds(compare(Runs.of(9, 1.65), Runs.of(10, 1.65)))).containsExactly(VerdictKind.REGRESSION);
        assertThat(sessions).isEmpty();
        assertThat(kinds(compare(Runs.of(9, 1.65), Runs.of(10, 1.5)))).containsExactly(VerdictKind.INCONCLUSIVE);
        assertThat(sessions).isEmpty();
    }

    @Test
    void aCandidateThatLosesFetchesIsBrokenAndAPlaceWhereControlDoesSoIsNot() {
        Cell control = Runs.cell("control", 10);
        assertThat(compare(Runs.of(9, control, Runs.losing("nio-callbacks", 15))).broken())
                .containsExactly("nio-callbacks");
        assertThat(compare(Runs.of(9, Runs.losing("control", 10), Runs.losing("nio-callbacks", 15))).broken())
                .isEmpty();
        assertThat(compare(Runs.of(9, 1.5)).broken()).isEmpty();
    }

    @Test
    void onlyTheStylesAskedForAreLookedAt() {
        List<RunRecord> two = Stream.of(1.50, 1.51, 1.49)
                .map(ratio -> Runs.of((int) (100 * ratio), Runs.cell("control", 10),
                        Runs.cell("nio-callbacks", 10 * ratio), Runs.cell("vertx-impl", 10 * ratio)))
                .toList();
        Baseline baseline = Baseline.of(two, GATE);
        assertThat(comparison(baseline, "vertx-impl").narrowed().ratios())
                .extracting(ratio -> ratio.arm()).containsExactly("vertx-impl");
        assertThat(comparison(baseline).narrowed()).isEqualTo(baseline);
        assertThatThrownBy(() -> comparison(baseline, "virtual-threads").narrowed()).isInstanceOf(UserError.class)
                .hasMessageContaining("style of the baseline: expected one of nio-callbacks, vertx-impl");
    }

    private LiveComparison.Outcome compare(RunRecord... runs) {
        sessions.clear();
        sessions.addAll(List.of(runs));
        Baseline baseline = Baseline.of(Runs.row(1.50, 1.51, 1.49, 1.505, 1.495), GATE);
        List<Arm> arms = List.of(READER.read("nio-callbacks"), READER.control());
        return comparison(baseline).compare(baseline, arms,
                () -> new Session.Outcome(new RunDirectory(folder), sessions.remove()), List.of("check"),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    private static BaselineComparison comparison(Baseline baseline, String... styles) {
        return new BaselineComparison(baseline, Path.of("baseline.json"), List.of(styles), GATE, READER);
    }

    private static List<VerdictKind> kinds(LiveComparison.Outcome outcome) {
        return outcome.record().findings().stream().map(Finding::verdict).map(verdict -> verdict.kind()).toList();
    }
}
