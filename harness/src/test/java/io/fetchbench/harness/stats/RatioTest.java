package io.fetchbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.record.WarmUp;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RatioTest {
    @Test
    void comparesSlicesOfTheSameTurnSoThatDriftCancels() {
        Cell reference = cell(fork(0, 10, 20, 40, 80, 160));
        Cell dearer = cell(fork(0, 11, 22, 44, 88, 176));
        Ratio ratio = Ratio.of(dearer, reference, Metric.CPU).orElseThrow();
        assertThat(ratio.estimate()).isCloseTo(1.1, within(1e-12));
        assertThat(ratio.rounds()).isEqualTo(1);
    }

    @Test
    void aRoundCountsOnceHoweverManySlicesItHas() {
        Cell reference = cell(fork(0, 10, 10, 10, 10, 10), fork(1, 10), fork(2, 10));
        Cell other = cell(fork(0, 30, 30, 30, 30, 30), fork(1, 12), fork(2, 11));
        Ratio ratio = Ratio.of(other, reference, Metric.CPU).orElseThrow();
        assertThat(ratio.estimate()).isCloseTo(1.2, within(1e-12));
        assertThat(ratio.lowest()).isCloseTo(1.1, within(1e-12));
        assertThat(ratio.highest()).isCloseTo(3.0, within(1e-12));
    }

    @Test
    void swappingTheArmsInvertsIt() {
        Cell a = cell(fork(0, 10, 13, 9), fork(1, 12, 8, 11));
        Cell b = cell(fork(0, 14, 12, 15), fork(1, 9, 16, 12));
        double there = Ratio.of(a, b, Metric.CPU).orElseThrow().lowest();
        double back = Ratio.of(b, a, Metric.CPU).orElseThrow().highest();
        assertThat(there * back).isCloseTo(1, within(1e-12));
    }

    @Test
    void soDoesTheEstimateOfAnEvenNumberOfRounds() {
        Cell a = cell(fork(0, 10), fork(1, 10));
        Cell b = cell(fork(0, 5), fork(1, 20));
        assertThat(Ratio.of(a, b, Metric.CPU).orElseThrow().estimate()).isCloseTo(1, within(1e-12));
        assertThat(Ratio.of(b, a, Metric.CPU).orElseThrow().estimate()).isCloseTo(1, within(1e-12));
    }

    @Test
    void isAbsentWithoutARoundInCommon() {
        assertThat(Ratio.of(cell(fork(0, 10)), cell(fork(1, 10)), Metric.CPU)).isEmpty();
    }

    /** The reference paused in one round of three only: over that one alone, who pauses in every round would look better. */
    @Test
    void isAbsentWhereOneArmHadNothingInARound() {
        Cell always = cell(pausing(0, 2), pausing(1, 2), pausing(2, 2));
        Cell sometimes = cell(pausing(0, 0), pausing(1, 5), pausing(2, 0));
        assertThat(Ratio.of(always, sometimes, Metric.GC_PAUSE)).isEmpty();
        assertThat(Ratio.of(sometimes, always, Metric.GC_PAUSE)).isEmpty();
        assertThat(Ratio.of(sometimes, sometimes, Metric.GC_PAUSE)).isEmpty();
    }

    @Test
    void aRoundThatLacksTheMetricIsLeftOut() {
        Cell twice = cell(fork(0, 10), pausing(1, 2));
        Cell three = cell(fork(0, 10), pausing(1, 4), pausing(2, 4));
        assertThat(Ratio.of(twice, three, Metric.GC_PAUSE).orElseThrow().perRound()).containsExactly(0.5);
    }

    private static ForkRecord pausing(int round, double microsPerFetch) {
        ForkRecord fork = fork(round, 10);
        return new ForkRecord(round, 0, 1, fork.warmUp(), fork.slices(), Map.of(Metric.GC_PAUSE, microsPerFetch));
    }

    @Test
    void armsThatDidNotTakeTurnsAreComparedAsWholeRounds() {
        ForkRecord slow = fork(0, 10, 30, 50);
        ForkRecord fast = fork(0, 50, 10, 30);
        var apart = new ForkRecord(0, 0, 1, slow.warmUp(), slow.slices(), Map.of(Metric.CPU, 30.0), List.of(), null,
                new ForkRecord.Group(0, 2));
        var other = new ForkRecord(0, 0, 1, fast.warmUp(), fast.slices(), Map.of(Metric.CPU, 20.0), List.of(), null,
                new ForkRecord.Group(1, 2));
        assertThat(Ratio.of(cell(apart), cell(other), Metric.CPU).orElseThrow().estimate()).isEqualTo(1.5);
    }

    /** Each slice took as long, but that says nothing of a drive whose slices end by time. */
    @Test
    void aMetricThatTheForksHaveNotIsNotReadFromTheirSlices() {
        assertThat(Ratio.of(cell(fork(0, 10)), cell(fork(0, 10)), Metric.MAKESPAN)).isEmpty();
        assertThat(Ratio.logOfTotals(fork(0, 10), fork(0, 10), Metric.MAKESPAN)).isNaN();
    }

    @Test
    void overAllTurnsTogetherAFewDearOnesCount() {
        ForkRecord steady = fork(0, 10, 10, 10, 10);
        ForkRecord sometimesDear = fork(0, 10, 50, 10, 10);
        assertThat(Ratio.logOfRound(sometimesDear, steady, Metric.CPU)).isZero();
        assertThat(Ratio.logOfTotals(sometimesDear, steady, Metric.CPU)).isCloseTo(Math.log(2), within(1e-12));
        assertThat(Ratio.logOfTotals(sometimesDear, steady, Metric.LATENCY_P99)).isNaN();
    }

    private static Cell cell(ForkRecord... forks) {
        return new Cell("a", "a", Stack.SHARED_CODEC, "w", Validity.VALID, List.of(), Arrays.asList(forks));
    }

    private static ForkRecord fork(int round, int... cpuMicrosPerFetch) {
        List<Slice> slices = IntStream.range(0, cpuMicrosPerFetch.length)
                .mapToObj(
                        turn -> new Slice(turn, 1, Map.of(Outcome.OK, 1L), 0, 0, 1, cpuMicrosPerFetch[turn] * 1000L, 1))
                .toList();
        return new ForkRecord(round, 0, 1, new WarmUp(1, 1, 0.0, true), slices, Map.of(Metric.CPU, 1.0));
    }
}
