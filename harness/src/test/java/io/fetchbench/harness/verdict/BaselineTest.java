package io.fetchbench.harness.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.SuiteLoader;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.suite.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineTest {
    private static final Gate GATE = Gate.of(List.of(Metric.CPU));
    private static final Baseline BASELINE = Baseline.of(Runs.row(1.50, 1.51, 1.49, 1.505, 1.495), GATE);

    @TempDir
    Path folder;

    @Test
    void theSameCostPassesAndTenPercentMoreDoesNot() {
        assertThat(kind(BASELINE, Runs.of(9, 1.5))).isEqualTo(VerdictKind.PASS);
        assertThat(kind(BASELINE, Runs.of(9, 1.65))).isEqualTo(VerdictKind.REGRESSION);
        assertThat(kind(BASELINE, Runs.of(9, 1.35))).isEqualTo(VerdictKind.PASS);
        assertThat(kind(BASELINE, Runs.of(9, 1.56))).isEqualTo(VerdictKind.REGRESSION);
    }

    /** The figures are scipy.stats.t.ppf and t.sf with four degrees of freedom on the sessions' logarithms. */
    @Test
    void theIntervalIsThatOfANewSession() {
        Change change = BASELINE.compare(List.of(Runs.of(9, 1.65)), GATE).getFirst().verdict().changes().getFirst();
        assertThat(change.estimate()).isCloseTo(0.10001222252099694, within(1e-9));
        assertThat(change.low()).isCloseTo(0.0764708573688323, within(1e-9));
        assertThat(change.high()).isCloseTo(0.12406841431192647, within(1e-9));
        assertThat(change.pValue()).isCloseTo(3.940908548073252e-05, within(1e-12));
    }

    /**
     * A second session is measured when any arm looks worse, and then says something of all: 1.59 alone is worse, though the
     * mean of the two would rule 5 % out.
     */
    @Test
    void aSecondSessionThatIsWorseKeepsAnyArmFromPassing() {
        assertThat(kind(BASELINE, Runs.of(9, 1.5), Runs.of(10, 1.68))).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(kind(BASELINE, Runs.of(9, 1.5), Runs.of(10, 1.59))).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(kind(BASELINE, Runs.of(9, 1.5), Runs.of(10, 1.5))).isEqualTo(VerdictKind.PASS);
    }

    @Test
    void aRegressionMustRecurInASecondSession() {
        assertThat(kind(BASELINE, Runs.of(9, 1.65), Runs.of(10, 1.64))).isEqualTo(VerdictKind.REGRESSION);
        List<Finding> once = BASELINE.compare(List.of(Runs.of(9, 1.65), Runs.of(10, 1.5)), GATE);
        assertThat(once.getFirst().verdict().kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(once.getFirst().verdict().reasons())
                .containsExactly("one session showed a regression that the other did not");
    }

    @Test
    void oneSessionTellsNothingOfTheSpreadAndTwoTellLittle() {
        assertThat(kind(Baseline.of(Runs.row(1.5), GATE), Runs.of(9, 1.5))).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(kind(Baseline.of(Runs.row(1.5), GATE), Runs.of(9, 3))).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(kind(Baseline.of(Runs.row(1.5, 1.51), GATE), Runs.of(9, 1.65))).isEqualTo(VerdictKind.INCONCLUSIVE);
    }

    @Test
    void identicalSessionsNeverFail() {
        Baseline baseline = Baseline.of(Runs.row(1.5, 1.5, 1.5), GATE);
        assertThat(kind(baseline, Runs.of(9, 1.5))).isEqualTo(VerdictKind.PASS);
        assertThat(kind(baseline, Runs.of(9, 1.6))).isEqualTo(VerdictKind.REGRESSION);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("CPU model: AMD EPYC 7B13 in the baseline, Xeon here", environment("cpu", "Xeon")),
                Arguments.of("cores: 2 in the baseline, 4 here", environment("cores", "4")),
                Arguments.of("operating system: Linux amd64 in the baseline, Linux aarch64 here",
                        environment("os", "Linux 6.1.0 aarch64")),
                Arguments.of("JDK: Eclipse Adoptium 25.0.1+8 in the baseline, Other 25.0.2 here",
                        environment("jdk", "Other 25.0.2")),
                Arguments.of("JVM options: [-Xms512m] in the baseline, [-Xmx9g] here",
                        environment("jvmArgs", "-Xmx9g")),
                Arguments.of("client cores: 1 in the baseline, 3 here", environment("clientCores", "3")),
                Arguments.of("server cores: 0 in the baseline, not pinned here",
                        environment("serverCores", "not pinned")),
                Arguments.of("server transport: epoll in the baseline, nio here",
                        environment("serverTransport", "nio")),
                Arguments.of("CPU clock: clock_gettime in the baseline, MXBean here",
                        environment("cpuClock", "MXBean")));
    }

    @ParameterizedTest
    @MethodSource("others")
    void anotherMachineOrJdkIsInvalidWithTheDifferenceNamed(String difference, Environment other) {
        Verdict verdict = BASELINE.compare(List.of(Runs.on(Runs.of(9, 1.5), _ -> other)), GATE).getFirst().verdict();
        assertThat(verdict.kind()).isEqualTo(VerdictKind.INVALID);
        assertThat(verdict.reasons()).containsExactly(difference);
    }

    @Test
    void anotherKernelIsTheSameMachine() {
        assertThat(kind(BASELINE, Runs.on(Runs.of(9, 1.5), _ -> environment("os", "Linux 6.1.99 amd64"))))
                .isEqualTo(VerdictKind.PASS);
    }

    @Test
    void anotherPlanIsInvalidWithTheDifferenceNamed() {
        var workload = SuiteLoader.load("standard").workloads().getFirst();
        var suite = new Suite("sample", "", List.of(), List.of(workload));
        Verdict verdict = BASELINE.compare(List.of(Runs.on(Runs.of(9, 1.5), suite)), GATE).getFirst().verdict();
        assertThat(verdict.kind()).isEqualTo(VerdictKind.INVALID);
        assertThat(verdict.reasons().getFirst())
                .isEqualTo("workloads: [keep-alive-64] in the baseline, [" + workload.name() + "] here");
    }

    @Test
    void anotherPlanOfTheSameNameIsInvalid() {
        WorkloadSpec one = new WorkloadSpec(Runs.WORKLOAD, null, null, List.of(1), null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null);
        var suite = new Suite("sample", "", List.of(), one.resolve(1));
        assertThat(suite.workloads()).extracting(Workload::name).containsExactly(Runs.WORKLOAD);
        Verdict verdict = BASELINE.compare(List.of(Runs.on(Runs.of(9, 1.5), suite)), GATE).getFirst().verdict();
        assertThat(verdict.kind()).isEqualTo(VerdictKind.INVALID);
        assertThat(verdict.reasons()).singleElement().asString().startsWith("plan of keep-alive-64: ");
    }

    @Test
    void moreIsBetterWhereTheMetricHasItSo() {
        Gate gate = Gate.of(List.of(Metric.THROUGHPUT));
        Baseline baseline = Baseline.of(Stream.of(1.50, 1.51, 1.49, 1.505, 1.495).map(Runs::ofThroughput).toList(),
                gate);
        assertThat(baseline.compare(List.of(Runs.ofThroughput(1.2)), gate)).singleElement()
                .satisfies(finding -> assertThat(finding.verdict().kind()).isEqualTo(VerdictKind.REGRESSION));
        assertThat(baseline.compare(List.of(Runs.ofThroughput(1.8)), gate)).singleElement()
                .satisfies(finding -> assertThat(finding.verdict().kind()).isEqualTo(VerdictKind.PASS));
    }

    /** At 2.7 % p is 0.005 (Student t, four degrees of freedom): alone it is a regression, one among ten is no news. */
    @Test
    void lookingAtManyArmsRaisesNoFalseAlarms() {
        assertThat(kind(BASELINE, Runs.of(9, 1.5405))).isEqualTo(VerdictKind.REGRESSION);
        Baseline ofTen = Baseline.of(Stream.of(1.50, 1.51, 1.49, 1.505, 1.495)
                .map(ratio -> Runs.of((int) (1000 * ratio), ten(ratio, ratio))).toList(), GATE);
        assertThat(ofTen.compare(List.of(Runs.of(2000, ten(1.5, 1.5405))), GATE))
                .extracting(finding -> finding.verdict().kind()).hasSize(10).doesNotContain(VerdictKind.REGRESSION);
    }

    /** Control and ten arms, one of which costs as much as is said last. */
    private static Cell[] ten(double overControl, double ofTheLast) {
        return IntStream.rangeClosed(0, 10).mapToObj(arm -> arm == 0
                ? Runs.cell("control", 10)
                : Runs.cell("arm-" + arm, 10 * (arm == 10 ? ofTheLast : overControl))).toArray(Cell[]::new);
    }

    @Test
    void anArmThatIsMissingOrInvalidIsNotCompared() {
        assertThat(reasons(Runs.of(9, Runs.cell("control", 10))))
                .containsExactly("no valid cpu_us_per_fetch of nio-callbacks on keep-alive-64");
        assertThat(reasons(Runs.of(9, Runs.cell("control", 10), Runs.cell("nio-callbacks", 15, Validity.INVALID))))
                .containsExactly("no valid cpu_us_per_fetch of nio-callbacks on keep-alive-64 (LOST: made up)");
        assertThat(reasons(Runs.of(9, Runs.cell("nio-callbacks", 15))))
                .contains("no valid control arm on keep-alive-64");
    }

    @Test
    void isNotMadeFromSessionsThatDoNotFit() {
        List<RunRecord> other = List.of(Runs.on(Runs.of(1, 1.5), _ -> environment("cores", "4")), Runs.of(2, 1.5));
        assertThatThrownBy(() -> Baseline.of(other, GATE)).isInstanceOf(UserError.class)
                .hasMessageContaining("run run-1: expected a session that a baseline can be made from, got cores: 2");
        assertThatThrownBy(() -> Baseline.of(List.of(Runs.of(1, Runs.cell("nio-callbacks", 15))), GATE))
                .isInstanceOf(UserError.class).hasMessageContaining("no valid control arm");
    }

    @Test
    void refusesAMetricTheBaselineHasNot() {
        Gate gate = Gate.of(List.of(Metric.ALLOCATED));
        assertThatThrownBy(() -> BASELINE.requireMetricsOf(gate)).isInstanceOf(UserError.class)
                .hasMessageContaining("expected one of cpu_us_per_fetch");
    }

    @Test
    void aFileReadsBackTheSame() {
        Path file = folder.resolve("baseline.json");
        BASELINE.write(file);
        assertThat(Baseline.read(file)).isEqualTo(BASELINE);
        assertThat(folder.toFile().list()).containsExactly("baseline.json");
        Baseline ofOne = Baseline.of(Runs.row(1.5), GATE);
        ofOne.write(file);
        assertThat(Baseline.read(file)).isEqualTo(ofOne);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"sessionDeviation\" : -1", "\"sessionDeviation\" : \"Infinity\"",
            "\"sessionDeviation\" : null", "\"sessionDeviatiom\" : 1"})
    void aFileWithAnImpossibleSpreadIsAnError(String entry) throws IOException {
        Path file = folder.resolve("baseline.json");
        BASELINE.write(file);
        String good = Files.readString(file);
        String bad = good.replaceFirst("\"sessionDeviation\" : [0-9.E-]+", entry);
        Files.writeString(file, bad);
        assertThat(bad).isNotEqualTo(good);
        assertThatThrownBy(() -> Baseline.read(file)).isInstanceOf(UserError.class)
                .hasMessageStartingWith(file + ": expected a fetchbench baseline in JSON, got ");
    }

    private static VerdictKind kind(Baseline baseline, RunRecord... sessions) {
        return baseline.compare(List.of(sessions), GATE).getFirst().verdict().kind();
    }

    private static List<String> reasons(RunRecord session) {
        Verdict verdict = BASELINE.compare(List.of(session), GATE).getFirst().verdict();
        assertThat(verdict.kind()).isEqualTo(VerdictKind.INVALID);
        return verdict.reasons();
    }

    private static Environment environment(String key, String value) {
        Environment usual = Runs.of(0, 1).environment();
        BinaryOperator<String> of = (name, as) -> key.equals(name) ? value : as;
        return new Environment(of.apply("os", usual.os()), of.apply("cpu", usual.cpu()),
                Integer.parseInt(of.apply("cores", String.valueOf(usual.cores()))), usual.memoryBytes(),
                of.apply("jdk", usual.jdk()), key.equals("jvmArgs") ? List.of(value) : usual.jvmArgs(),
                of.apply("clientCores", usual.clientCores()), of.apply("serverCores", usual.serverCores()),
                of.apply("serverTransport", usual.serverTransport()), of.apply("cpuClock", usual.cpuClock()),
                usual.commit());
    }
}
