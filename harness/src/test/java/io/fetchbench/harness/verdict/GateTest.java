package io.fetchbench.harness.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.suite.WorkloadSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
        Verdict verdict = GATE.decide(pairs(24, 0.06));
        assertThat(verdict.kind()).isEqualTo(VerdictKind.REGRESSION);
        assertThat(verdict.pairs()).isEqualTo(24);
        assertThat(verdict.reasons()).singleElement().asString().contains("in the first 12 pairs", "in the next 12");
    }

    @Test
    void aRegressionThatDoesNotRecurIsNone() {
        List<Pair> pairs = new ArrayList<>(pairs(12, 0.06));
        pairs.addAll(pairs(12, 0));
        Verdict verdict = GATE.decide(pairs);
        assertThat(verdict.kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(verdict.reasons()).containsExactly(
                "the first 12 pairs showed a regression that the next 12 did not show again");
    }

    @Test
    void anotherMetricDoesNotConfirmTheFirst() {
        Gate gate = Gate.of(List.of(Metric.CPU, Metric.ALLOCATED));
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            double worse = 0.06 + 0.001 * i;
            double same = 0.001 * (i % 2 == 0 ? i : -i);
            pairs.add(new Pair(i, Map.of(Metric.CPU, i < 12 ? worse : same, Metric.ALLOCATED, i < 12 ? same : worse),
                    0.0001 * same));
        }
        assertThat(gate.decide(pairs).kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    }

    @Test
    void aSignificantButSmallChangePasses() {
        Verdict verdict = GATE.decide(pairs(12, 0.012));
        assertThat(verdict.changes().getFirst().adjustedPValue()).isLessThan(0.01);
        assertThat(verdict.kind()).isEqualTo(VerdictKind.PASS);
    }

    @Test
    void whatShowsNeitherGoesOnToTheNextStageAndNoFurther() {
        double[] wild = DoubleStream.iterate(0.15, last -> -last).limit(24).toArray();
        assertThat(GATE.next(Pairs.ofRatios(Metric.CPU, wild).subList(0, 12))).isEqualTo(new Step.Measure(12, false));
        assertThat(GATE.decide(Pairs.ofRatios(Metric.CPU, wild)).kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
    }

    /** A cost that falls into few slices moves their sum, and not their median. */
    @Test
    void whatOnlyShowsOverAllSlicesTogetherDoesNotPass() {
        Verdict verdict = GATE.decide(withTotals(pairs(12, 0), 0.13));
        assertThat(verdict.kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(verdict.reasons()).singleElement().asString().startsWith("CPU per fetch: +1")
                .contains("collections");
        assertThat(GATE.decide(withTotals(pairs(12, 0), 0.03)).kind()).as("below the limit")
                .isEqualTo(VerdictKind.PASS);
        assertThat(GATE.decide(withTotals(pairs(12, 0), -0.13)).kind()).as("for the better")
                .isEqualTo(VerdictKind.PASS);
        assertThat(GATE.decide(withTotals(pairs(24, 0.06), 0.13)).kind()).isEqualTo(VerdictKind.REGRESSION);
    }

    @Test
    void totalsThatScatterTooMuchToExcludeTheLimitDoNotPassEither() {
        Random random = new Random(3);
        List<Pair> pairs = pairs(24, 0).stream().map(pair -> withTotal(pair, 0.3 * random.nextGaussian())).toList();
        assertThat(GATE.next(pairs.subList(0, 12))).isEqualTo(new Step.Measure(12, false));
        assertThat(GATE.decide(pairs).kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(GATE.decide(pairs).reasons()).singleElement().asString().contains("over all slices together");
    }

    private static List<Pair> withTotals(List<Pair> pairs, double more) {
        return pairs.stream().map(pair -> withTotal(pair, pair.logRatio().get(Metric.CPU) + Math.log1p(more))).toList();
    }

    private static Pair withTotal(Pair pair, double logRatio) {
        return new Pair(pair.number(), pair.logRatio(), Map.of(Metric.CPU, logRatio), pair.controlLogRatio());
    }

    @Test
    void refusesMetricsThatAWorkloadNeverHas() {
        Workload closed = new WorkloadSpec("w", Drive.CLOSED, null, null, null, null, null, null, null, null, null,
                null,
                null, null, null, null, null, null, null).resolve(1).getFirst();
        for (Metric metric : List.of(Metric.MAKESPAN, Metric.RELEASE, Metric.LOOP_STALLS, Metric.INTENDED_P99)) {
            assertThatThrownBy(() -> Gate.of(List.of(Metric.CPU, metric)).requireMetricsOf(closed))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("metric of workload w: expected one of fetches_per_s")
                    .hasMessageContaining("got \"" + metric.key() + "\"");
        }
        GATE.requireMetricsOf(closed);
    }

    @Test
    void morePairsThanAskedForChangeNothing() {
        List<Pair> pairs = new ArrayList<>(pairs(12, 0));
        pairs.addAll(pairs(400, 0.5));
        assertThat(GATE.decide(pairs)).isEqualTo(GATE.decide(pairs.subList(0, 12)));
    }

    @ParameterizedTest
    @EnumSource(value = Metric.class, names = {"CPU", "THROUGHPUT"})
    void worseIsWhatTheMetricSaysItIs(Metric metric) {
        double[] more = new Random(3).doubles(24, 0.05, 0.07).toArray();
        double[] less = DoubleStream.of(more).map(value -> -value).toArray();
        boolean lower = metric.better() == Metric.Better.LOWER;
        Gate gate = Gate.of(List.of(metric));
        assertThat(gate.decide(Pairs.ofRatios(metric, lower ? more : less)).kind()).isEqualTo(VerdictKind.REGRESSION);
        assertThat(gate.decide(Pairs.ofRatios(metric, lower ? less : more)).kind()).isEqualTo(VerdictKind.PASS);
    }

    @Test
    void aControlArmThatMovedMakesTheSessionInvalid() {
        Random random = new Random(5);
        List<Pair> pairs = Pairs.of(24, List.of(Metric.CPU), () -> 0.06 + 0.009 * random.nextGaussian(),
                () -> 0.02 + 0.005 * random.nextGaussian());
        Verdict verdict = GATE.decide(pairs);
        assertThat(verdict.kind()).isEqualTo(VerdictKind.INVALID);
        assertThat(verdict.reasons().getFirst()).startsWith("the control arm differs from itself by +2");
    }

    @Test
    void aControlArmThatMovedByLessThanMattersIsFit() {
        Random random = new Random(5);
        assertThat(GATE.decide(Pairs.of(12, List.of(Metric.CPU), () -> 0.009 * random.nextGaussian(),
                () -> 0.004 + 0.0001 * random.nextGaussian())).kind()).isEqualTo(VerdictKind.PASS);
    }

    @Test
    void someLostPairsAreMeasuredAgainButNotMany() {
        List<Pair> pairs = new ArrayList<>(Collections.nCopies(3, new Pair(0, Map.of(Metric.CPU, Double.NaN), 0)));
        pairs.addAll(pairs(9, 0));
        assertThat(GATE.next(pairs)).isEqualTo(new Step.Measure(3, false));
        pairs.add(new Pair(9, Map.of(), 0));
        assertThat(GATE.decide(pairs).kind()).isEqualTo(VerdictKind.INVALID);
        assertThat(GATE.decide(pairs).reasons().getFirst()).startsWith("4 pairs have no ratio of cpu_us_per_fetch");
    }

    @Test
    void aSessionThatWasStoppedIsInconclusive() {
        Verdict verdict = GATE.decide(pairs(10, 0.06));
        assertThat(verdict.kind()).isEqualTo(VerdictKind.INCONCLUSIVE);
        assertThat(verdict.reasons()).containsExactly("stopped 2 pairs before the end of a stage");
        assertThat(verdict.changes()).hasSize(1);
        assertThat(GATE.decide(pairs(15, 0.06)).reasons())
                .containsExactly("stopped 9 pairs before the end of the confirming set");
        assertThat(GATE.decide(pairs(7, 0.06)).changes()).isEmpty();
        assertThat(GATE.changes(pairs(8, 0.06))).hasSize(1);
    }

    private static Gate withLimit(double limit) {
        return new Gate(GATE.metrics(), GATE.alpha(), GATE.leastEffect(), limit, GATE.stages());
    }

    @Test
    void refusesAGateThatCanShowNothing() {
        assertThatThrownBy(() -> Gate.of(List.of())).isInstanceOf(UserError.class).hasMessageContaining("1 to 10");
        assertThatThrownBy(() -> Gate.of(List.of(Metric.CPU, Metric.CPU))).hasMessageContaining("different");
        assertThatThrownBy(() -> withLimit(0.02))
                .hasMessage("limit: expected above the least effect of 2 % and at most 100 %, got 2 %");
        assertThatThrownBy(() -> withLimit(Double.NaN)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> new Gate(List.of(Metric.CPU), 0.01, 0.02, 0.05, List.of(12, 12)))
                .hasMessageContaining("ascending");
        assertThatThrownBy(() -> new Gate(List.of(Metric.CPU), 0.01, 0.02, 0.05, List.of(7, 24)))
                .hasMessageContaining("at least 8 pairs");
    }

    @Test
    void tenMetricsCanStillBeDecidedByTwelvePairs() {
        List<Metric> ten = List.of(Metric.values()).subList(0, 10);
        Random random = new Random(11);
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Map<Metric, Double> ratios = new EnumMap<>(Metric.class);
            ten.forEach(
                    metric -> ratios.put(metric, (metric == Metric.CPU ? 0.06 : 0) + 0.009 * random.nextGaussian()));
            pairs.add(new Pair(i, ratios, 0.001 * random.nextGaussian()));
        }
        assertThat(Gate.of(ten).decide(pairs).kind()).isEqualTo(VerdictKind.REGRESSION);
    }

    private static List<Pair> pairs(int count, double slowdown) {
        return Pairs.cpu(count, slowdown, new Random(7));
    }
}
