package io.fetchbench.harness.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.session.Session;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.SuiteLoader;
import io.fetchbench.harness.verdict.Baseline;
import io.fetchbench.harness.verdict.Finding;
import io.fetchbench.harness.verdict.Gate;
import io.fetchbench.harness.verdict.Runs;
import io.fetchbench.harness.verdict.VerdictKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

    /** At an open drive's rate a style that is slower still can't keep up: that is no milder a finding. */
    @Test
    void aStyleThatIsTooSlowForTheRateMayStillBeShownToBeSlower() throws IOException {
        Suite open = suite("{name: keep-alive-64, rate: 1000, slice: 1s}");
        Cell control = Runs.cell("control", 10);
        RunRecord slower = Runs.of(9, control, Runs.late("nio-callbacks", 21));
        LiveComparison.Outcome outcome = compare(open, slower, slower);
        assertThat(kinds(outcome)).containsExactly(VerdictKind.REGRESSION);
        assertThat(outcome.broken()).isEmpty();
        assertThat(outcome.record().findings().getFirst().verdict().reasons())
                .anyMatch(reason -> reason.startsWith("suspect: rate missed: "));
        LiveComparison.Outcome late = compare(open, Runs.of(9, control, Runs.late("nio-callbacks", 15)));
        assertThat(kinds(late)).as("late for another reason, and no pass").containsExactly(VerdictKind.INVALID);
        assertThat(late.record().findings().getFirst().verdict().reasons()).singleElement().asString()
                .startsWith("nio-callbacks: rate missed: ");
        assertThat(kinds(compare(open, Runs.of(9, Runs.late("control", 10), Runs.late("nio-callbacks", 21)))))
                .as("where control can't keep up, the machine can't").containsExactly(VerdictKind.INVALID);
    }

    @Test
    void whatControlDidOnOneWorkloadSaysNothingOfAnother() throws IOException {
        Suite two = suite("{name: keep-alive-64}, {name: other}");
        List<Cell> slower = List.of(Runs.cell("control", 10), Runs.cell("nio-callbacks", 16.5),
                onOther(Runs.losing("control", 10)), onOther(Runs.cell("nio-callbacks", 15)));
        RunRecord run = Runs.of(9, slower.toArray(Cell[]::new));
        LiveComparison.Outcome outcome = compare(two, run, run);
        assertThat(kinds(outcome)).containsExactly(VerdictKind.REGRESSION, VerdictKind.INVALID);
        LiveComparison.Outcome losing = compare(two, Runs.of(9, Runs.cell("control", 10),
                Runs.losing("nio-callbacks", 15), onOther(Runs.losing("control", 10)),
                onOther(Runs.cell("nio-callbacks", 15))));
        assertThat(losing.broken()).containsExactly("nio-callbacks");
    }

    private static Cell onOther(Cell cell) {
        return new Cell(cell.arm(), cell.style(), cell.stack(), "other", cell.validity(), cell.reasons(),
                cell.forks());
    }

    private Suite suite(String workloads) throws IOException {
        return SuiteLoader.load(Files.writeString(folder.resolve("suite.yaml"),
                "{name: s, description: d, rounds: 1, workloads: [" + workloads + "]}").toString());
    }

    private LiveComparison.Outcome compare(RunRecord... runs) {
        return compare(runs[0].suite(), runs);
    }

    private LiveComparison.Outcome compare(Suite suite, RunRecord... runs) {
        sessions.clear();
        Stream.of(runs).map(run -> Runs.on(run, suite)).forEach(sessions::add);
        Baseline baseline = Baseline.of(Stream.of(1.50, 1.51, 1.49, 1.505, 1.495)
                .map(ratio -> Runs.on(baselineRun(suite, ratio), suite)).toList(), GATE);
        return comparison(baseline).compare(baseline,
                () -> new Session.Outcome(new RunDirectory(folder), sessions.remove()), List.of("check"),
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    private static RunRecord baselineRun(Suite suite, double ratio) {
        List<Cell> cells = List.of(Runs.cell("control", 10), Runs.cell("nio-callbacks", 10 * ratio));
        return Runs.of((int) (1000 * ratio), Stream.concat(cells.stream(),
                suite.workloads().size() == 1 ? Stream.empty() : cells.stream().map(BaselineComparisonTest::onOther))
                .toArray(Cell[]::new));
    }

    private static BaselineComparison comparison(Baseline baseline, String... styles) {
        return new BaselineComparison(baseline, Path.of("baseline.json"), List.of(styles), GATE, READER);
    }

    private static List<VerdictKind> kinds(LiveComparison.Outcome outcome) {
        return outcome.record().findings().stream().map(Finding::verdict).map(verdict -> verdict.kind()).toList();
    }
}
