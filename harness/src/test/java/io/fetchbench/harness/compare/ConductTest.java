package io.fetchbench.harness.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.draw.DelayDistribution;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.record.WarmUp;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.suite.WorkloadSpec;
import io.fetchbench.harness.verdict.Finding;
import io.fetchbench.harness.verdict.Runs;
import io.fetchbench.harness.verdict.Verdict;
import io.fetchbench.harness.verdict.VerdictKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On forks that are written down here, each of one slice of a thousand fetches. */
class ConductTest {
    private static final Workload OPEN = new WorkloadSpec("open", Drive.OPEN, null, List.of(64), List.of(1_000.0), null,
            null, null, null, null, null, null, null, null, null, Duration.ofSeconds(1), null, null, null).resolve(3)
            .getFirst();
    /** 1000 delays of 1 s, 100 at once: no less than 10 s. */
    private static final Workload BATCH = new WorkloadSpec("batch", Drive.BATCH, List.of(1_000), List.of(100), null,
            null, List.of(new DelayDistribution.Constant(1_000_000_000)), null, null, null, null, null, null,
            null, null, null, null, null, null).resolve(3).getFirst();
    private static final PairArms ARMS = new PairArms(arm("base"), arm("candidate"), arm("control"));

    @Test
    void whatHappensInTheRoundsOfAnotherComparisonIsNotItsOwn() {
        Cell control = cell("control", fork(0, 1_000, 75), fork(1, 999, 75), fork(2, 1_000, 75));
        RunRecord run = Runs.of(0, cell("base", fork(0, 1_000, 75)), cell("candidate", fork(0, 1_000, 75)), control);
        Workload workload = run.suite().workloads().getFirst();
        for (VerdictKind kind : VerdictKind.values()) {
            assertThat(kindOf(Conduct.of(run, workload, ARMS, 0, 1), kind)).isEqualTo(kind);
        }
        Finding second = Conduct.of(run, workload, ARMS, 1, 2).believed(finding(VerdictKind.REGRESSION), List.of());
        assertThat(second.verdict().kind()).isEqualTo(VerdictKind.INVALID);
        assertThat(second.verdict().reasons()).containsExactly(
                "control: 1 of 1000 fetches never reported to their listener; the style loses fetches");
    }

    @ParameterizedTest
    @EnumSource(VerdictKind.class)
    void aCandidateThatDoesSomethingElseIsBrokenUnlessTheBaseDoesSoToo(VerdictKind kind) {
        Conduct cheats = conduct(BATCH, 10_100, 5_000, 10_100);
        assertThat(kindOf(cheats, kind)).isEqualTo(VerdictKind.INVALID);
        assertThat(cheats.candidateIsBroken()).isTrue();
        assertThat(cheats.believed(finding(kind), List.of()).verdict().reasons()).singleElement().asString()
                .startsWith("candidate: too fast: ");

        Conduct place = conduct(BATCH, 5_000, 5_000, 10_100);
        assertThat(kindOf(place, kind)).isEqualTo(VerdictKind.INVALID);
        assertThat(place.candidateIsBroken()).isFalse();

        Conduct honest = conduct(BATCH, 10_100, 12_000, 10_100);
        assertThat(kindOf(honest, kind)).isEqualTo(kind);
        assertThat(honest.candidateIsBroken()).isFalse();
    }

    @Test
    void aRegressionThatIsTooSlowForItsRateStaysOne() {
        Conduct slow = conduct(OPEN, 1_000, 1_300, 1_000);
        Finding regression = slow.believed(finding(VerdictKind.REGRESSION), List.of());
        assertThat(regression.verdict().kind()).isEqualTo(VerdictKind.REGRESSION);
        assertThat(regression.verdict().reasons()).satisfiesExactly(reason -> assertThat(reason).isEqualTo("said"),
                reason -> assertThat(reason).startsWith("suspect: candidate: rate missed: "));
        assertThat(slow.candidateIsBroken()).isFalse();
        assertThat(kindOf(slow, VerdictKind.PASS)).isEqualTo(VerdictKind.INVALID);
        assertThat(kindOf(slow, VerdictKind.INCONCLUSIVE)).isEqualTo(VerdictKind.INVALID);
    }

    @Test
    void aRateThatTheOthersMissIsThePlace() {
        assertThat(kindOf(conduct(OPEN, 1_300, 1_300, 1_000), VerdictKind.REGRESSION)).isEqualTo(VerdictKind.INVALID);
        assertThat(kindOf(conduct(OPEN, 1_000, 1_300, 1_300), VerdictKind.REGRESSION)).isEqualTo(VerdictKind.INVALID);
    }

    @Test
    void whatWasNotSeenDoesNotPass() {
        Conduct conduct = conduct(OPEN, 1_000, 1_000, 1_000);
        Finding passed = conduct.believed(finding(VerdictKind.PASS), List.of("half of it is another"));
        assertThat(passed.verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(passed.verdict().reasons()).containsExactly("half of it is another");
        assertThat(conduct.believed(finding(VerdictKind.REGRESSION), List.of("half of it is another")))
                .isEqualTo(finding(VerdictKind.REGRESSION));
    }

    private static VerdictKind kindOf(Conduct conduct, VerdictKind before) {
        return conduct.believed(finding(before), List.of()).verdict().kind();
    }

    private static Finding finding(VerdictKind kind) {
        return new Finding("candidate", "w", new Verdict(kind, List.of(), 1, List.of("said")), List.of());
    }

    /** One round, in which the slices of base, candidate and control took so long. */
    private static Conduct conduct(Workload workload, int... millis) {
        return new Conduct(workload, ARMS, IntStream.range(0, 3).boxed()
                .collect(Collectors.toMap(ARMS.all()::get, i -> List.of(fork(0, 1_000, millis[i])))));
    }

    private static Arm arm(String name) {
        return ArmReader.ofBuiltIn().control().withName(name);
    }

    private static Cell cell(String arm, ForkRecord... forks) {
        return new Cell(arm, arm, Stack.SHARED_CODEC, "keep-alive-64", Validity.VALID, List.of(), List.of(forks));
    }

    private static ForkRecord fork(int round, long ended, int millis) {
        var slice = new Slice(0, 1_000, Map.of(Outcome.OK, ended), 0, 0, millis * 1_000_000L, 10_000_001, 1_000);
        return new ForkRecord(round, 0, 1, new WarmUp(1, 1, 0.0, true), List.of(slice), Map.of(Metric.CPU, 10.0));
    }
}
