package io.fetchbench.harness.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.draw.DelayDistribution;
import io.fetchbench.harness.record.Conditions;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Usage;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.record.WarmUp;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.suite.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Workload CLOSED = new WorkloadSpec("w", Drive.CLOSED, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null, null).resolve(3).getFirst();
    private static final Workload OPEN = new WorkloadSpec("w", Drive.OPEN, null, List.of(64), List.of(1_000.0), null,
            null,
            null, null, null, null, null, null, null, null, Duration.ofSeconds(1), null, null, null).resolve(3)
            .getFirst();
    private static final Workload CANCEL = new WorkloadSpec("w", Drive.CANCEL, List.of(1_000), null, null, null, null,
            null,
            null, null, null, null, null, null, null, null, null, null, null).resolve(3).getFirst();
    private static final Map<Outcome, Long> ALL_OK = Map.of(Outcome.OK, 100L);

    @Test
    void aCleanCellIsValid() {
        var verdict = judge(slice(100, ALL_OK, 0, 0));
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.reasons()).isEmpty();
    }

    @Test
    void eachFaultMakesItInvalidAndIsNamed() {
        assertInvalid("1 of 101 fetches never reported to their listener; the style loses fetches",
                slice(101, ALL_OK, 0, 0));
        assertInvalid("2 of 100 fetches reported more than once; the style completes fetches twice",
                slice(100, ALL_OK, 0, 2));
        assertInvalid("3 of 100 fetches ended OK with another status, length or checksum than was asked for",
                slice(100, ALL_OK, 3, 0));
        assertInvalid(
                "7 of 107 fetches did not end as scheduled: 100 OK, 5 TIMED_OUT, 2 CONNECTION_LOST instead of 107 OK",
                slice(107, Map.of(Outcome.OK, 100L, Outcome.CONNECTION_LOST, 2L, Outcome.TIMED_OUT, 5L), 0, 0));
    }

    @Test
    void aForkThatFailedMakesItInvalid() {
        var verdict = Judge.judge(CLOSED, List.of(fork(10, slice(100, ALL_OK, 0, 0))),
                List.of("fork of x: the process ended"));
        assertThat(verdict.validity()).isEqualTo(Validity.INVALID);
        assertThat(verdict.reasons()).containsExactly("fork of x: the process ended");
    }

    @Test
    void roundsThatDisagreeAreSuspect() {
        var verdict = Judge.judge(CLOSED,
                List.of(fork(10, slice(100, ALL_OK, 0, 0)), fork(12.6, slice(100, ALL_OK, 0, 0))), List.of());
        assertThat(verdict.validity()).isEqualTo(Validity.SUSPECT);
        assertThat(verdict.reasons()).singleElement().asString().contains("from 10.00 to 12.60 us");
    }

    @Test
    void aForkThatGetsCheaperWhileItIsMeasuredIsSuspect() {
        var steady = forkOf(10, 11, 9, 10, 10, 9, 11, 10);
        var gettingWarm = forkOf(15, 13, 12, 11, 10, 10, 10, 10);
        var oneOutlier = forkOf(10, 10, 10, 50, 10, 10, 10, 10);
        assertThat(Judge.judge(CLOSED, List.of(steady, oneOutlier), List.of()).validity()).isEqualTo(Validity.VALID);
        assertThat(Judge.judge(CLOSED, List.of(steady, gettingWarm), List.of()).validity()).as("in half of the forks")
                .isEqualTo(Validity.VALID);
        var verdict = Judge.judge(CLOSED, List.of(steady, gettingWarm, gettingWarm), List.of());
        assertThat(verdict.validity()).isEqualTo(Validity.SUSPECT);
        assertThat(verdict.reasons()).singleElement().asString().startsWith("not warm: ").contains("by more than 9 %")
                .contains("in 2 of 3 forks");
    }

    @Test
    void ofFewSlicesAllForksMustSayThatTheyWereNotWarm() {
        var verdict = Judge.judge(CLOSED, List.of(forkOf(14, 12, 10, 10), forkOf(13, 12, 11, 11)), List.of());
        assertThat(verdict.reasons()).singleElement().asString().startsWith("not warm: ").contains("in 2 of 2 forks");
        assertThat(Judge.judge(CLOSED, List.of(forkOf(14, 12, 10, 10), forkOf(10, 11, 10, 11)), List.of()).validity())
                .isEqualTo(Validity.VALID);
        assertThat(Judge.judge(CLOSED, List.of(forkOf(14, 12, 10, 10)), List.of()).validity()).as("one fork alone")
                .isEqualTo(Validity.VALID);
    }

    @Test
    void whatOutlivesACancelledBatchMakesItInvalid() {
        var verdict = Judge.judge(CANCEL, List.of(fork(10, released(0, 0)), fork(10, released(2, 3))), List.of());
        assertThat(verdict.validity()).isEqualTo(Validity.INVALID);
        assertThat(verdict.reasons()).containsExactly(
                "2 threads and 3 file descriptors were still held 10 s after cancelling; the style leaks them");
        assertThat(Judge.judge(CANCEL, List.of(fork(10, released(0, 0))), List.of()).validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void whatIsGivenBackLateMakesItSuspect() {
        assertThat(judgeReleased(990, 14).reasons()).isEmpty();
        assertThat(judgeReleased(1_100, 14).reasons()).containsExactly("released late: threads and sockets were free"
                + " 1.1 s after cancelling, where 1 s are enough on a usual machine; look at what close() waits for");
        assertThat(judgeReleased(1_900, 1_014).reasons()).as("with a thread a fetch").isEmpty();
        assertThat(judgeReleased(2_100, 1_014).validity()).isEqualTo(Validity.SUSPECT);
    }

    @Test
    void aHeapThatGrowsMakesItInvalid() {
        long mib = 1 << 20;
        assertThat(judgeHeap(turn -> turn == 0 ? 90 * mib : 30 * mib).reasons()).as("settles in the first tenth")
                .isEmpty();
        assertThat(judgeHeap(turn -> 30 * mib + turn * mib / 50).reasons()).as("less than a MiB in all").isEmpty();
        assertThat(judgeHeap(turn -> 30 * mib + turn * mib).validity()).isEqualTo(Validity.INVALID);
        assertThat(judgeHeap(turn -> 30 * mib + turn * mib).reasons()).singleElement().asString()
                .startsWith(
                        "heap grows: live objects became 12.0 MiB more after the first tenth of the run, 104.9 bytes"
                                + " per fetch");
        assertThat(judgeHeap(_ -> null).reasons()).as("not sampled").isEmpty();
    }

    @Test
    void cpuTimeInTicksOfAThirdOfASliceIsSuspect() {
        assertThat(judgeTicks(30_000_000, 40_000_000).reasons()).singleElement().asString()
                .startsWith("coarse clock: CPU time comes in ticks of 10 ms here, which is 29 % of a slice's");
        assertThat(judgeTicks(30_000_000, 40_000_001).reasons()).as("no ticks").isEmpty();
        assertThat(judgeTicks(800_000_000, 800_000_000).reasons()).as("long slices").isEmpty();
    }

    private static Judge.Verdict judgeTicks(long... cpuNanos) {
        List<Slice> slices = LongStream.of(cpuNanos).mapToObj(cpu -> new Slice(0, 100, ALL_OK, 0, 0, 1, cpu, 1))
                .toList();
        return Judge.judge(CLOSED,
                List.of(new ForkRecord(0, 0, 1, new WarmUp(1, 1, 0.0, true), slices, Map.of(Metric.CPU, 10.0))),
                List.of());
    }

    private static Judge.Verdict judgeHeap(IntFunction<Long> liveHeap) {
        Map<Outcome, Long> allOk = Map.of(Outcome.OK, 10_000L);
        List<Slice> slices = IntStream.range(0, 20).mapToObj(turn -> new Slice(turn, 10_000, allOk, 0, 0, 1, 1, 1)
                .with(new Usage(0L, 0L, 0, 1, 0L, liveHeap.apply(turn)))).toList();
        return Judge.judge(CLOSED,
                List.of(new ForkRecord(0, 0, 1, new WarmUp(1, 1, 0.0, true), slices, Map.of(Metric.CPU, 10.0))),
                List.of());
    }

    private static Judge.Verdict judgeReleased(long freedMillis, int peakThreads) {
        Map<Outcome, Long> cancelled = Map.of(Outcome.CANCELLED, 1_000L);
        var slice = new Slice(0, 1_000, cancelled, cancelled, 0, 0, 0, 1, 1, 1,
                new Usage(0L, 0L, 0, peakThreads, 0L, null), null, new Slice.Release(1, freedMillis * 1_000_000, 0, 0),
                null, null);
        return Judge.judge(CANCEL, List.of(fork(10, slice)), List.of());
    }

    @Test
    void aRateThatWasNotReachedMakesItInvalid() {
        assertThat(judgeOpen(paced(0, 1_010, 1_000)).reasons()).isEmpty();
        assertThat(judgeOpen(paced(0, 1_300, 1_000)).validity()).isEqualTo(Validity.INVALID);
        assertThat(judgeOpen(paced(0, 1_300, 1_000)).reasons()).singleElement().asString()
                .startsWith("rate missed: the slowest slice reached 80 % of the rate");
    }

    @Test
    void whatTheDelaysTakeAfterTheLastArrivalIsNoMissedRateAndHidesNone() {
        var slow = new WorkloadSpec("w", Drive.OPEN, null, List.of(64), List.of(100.0), "constant",
                List.of(new DelayDistribution.Constant(500_000_000)), null, null, null, null, null, null, null, null,
                Duration.ofSeconds(1), null, null, null).resolve(3).getFirst();
        assertThat(judge(slow, paced(0, 1_540, 100)).reasons()).isEmpty();
        assertThat(judge(slow, paced(0, 1_700, 100)).reasons()).singleElement().asString()
                .startsWith("rate missed: the slowest slice reached 8");
    }

    @Test
    void aPacerThatWasKeptFromItsTimesIsSuspect() {
        assertThat(judgeOpen(paced(50, 1_000, 1_000)).reasons()).isEmpty();
        assertThat(judgeOpen(paced(60, 1_000, 1_000)).reasons()).singleElement().asString()
                .startsWith("pacer late: 6.0 % of the fetches");
    }

    @Test
    void startTimesThatBreakLittlesLawAreSuspect() {
        assertThat(judgeOpen(inFlight(50, 48, 60)).reasons()).isEmpty();
        assertThat(judgeOpen(inFlight(50, 40, 60)).reasons()).singleElement().asString()
                .startsWith("Little's law: fetches per second x mean latency make 80 % of what was in flight");
        assertThat(judgeOpen(inFlight(50, 40, 65)).reasons()).as("where fetches queued, the law says nothing of the"
                + " style").isEmpty();
    }

    @Test
    void aServerThatLimitsTheRateIsSuspect() {
        assertThat(judgeConditions(50, new Conditions(95, 100, 0L, 0L, 0L, 0, 0, 0L)).reasons()).singleElement()
                .asString()
                .startsWith("mock server was busy 95 % of the time, the client 50 %");
        assertThat(judgeConditions(95, new Conditions(95, 100, 0L, 0L, 0L, 0, 0, 0L)).reasons())
                .as("the client is the limit just as much").isEmpty();
        assertThat(judgeConditions(50, new Conditions(-1, 100, 0L, 0L, 0L, 0, 0, 0L)).reasons())
                .as("where the platform doesn't say").isEmpty();
    }

    @Test
    void delaysThatComeLateAreSuspect() {
        assertThat(judgeConditions(50, new Conditions(0, 100, 0L, 0L, 0L, 100, 5, 0L)).reasons()).isEmpty();
        assertThat(judgeConditions(50, new Conditions(0, 100, 0L, 0L, 0L, 100, 6, 0L)).reasons()).singleElement()
                .asString()
                .startsWith("delays off: 6.0 % of the server's delays");
    }

    @Test
    void connectionsThatFoundTheQueueFullAreSuspect() {
        assertThat(judgeConditions(50, new Conditions(0, 100, 0L, 0L, 0L, 0, 0, 2L)).reasons()).singleElement()
                .asString()
                .startsWith("queue full: 2 times a connection found the server's queue full");
        assertThat(judgeConditions(50, new Conditions(0, 100, 0L, 0L, 0L, 0, 0, null)).reasons()).as("unknown")
                .isEmpty();
    }

    @Test
    void aBatchThatEndsBeforeItsDelaysDoIsInvalid() {
        assertThat(judgeBatch(200).reasons()).isEmpty();
        assertThat(judgeBatch(150).validity()).isEqualTo(Validity.INVALID);
        assertThat(judgeBatch(150).reasons()).singleElement().asString()
                .startsWith("too fast: a batch took 75.0 % of what its delays alone take with 50 in flight");
    }

    private static Judge.Verdict judgeBatch(long elapsedMillis) {
        Workload batch = new WorkloadSpec("w", Drive.BATCH, List.of(100), List.of(50), null, null,
                List.of(DelayDistribution.parse("100ms")), null, null, null, null, null, null, null, null, null, null,
                null,
                null).resolve(3).getFirst();
        return Judge.judge(batch, List.of(fork(10, open(elapsedMillis, 100, null))), List.of());
    }

    @Test
    void armsThatDidNotTakeTurnsWithAllOthersAreSuspect() {
        ForkRecord fork = fork(10, new Slice(0, 100, ALL_OK, 0, 0, 1, 1_000_000, 1));
        var alone = new ForkRecord(0, 0, 1, fork.warmUp(), fork.slices(), fork.metrics(), List.of(), null,
                new ForkRecord.Group(1, 6));
        assertThat(Judge.judge(CLOSED, List.of(alone), List.of()).reasons()).singleElement().asString()
                .startsWith("arms took turns in 6 groups");
    }

    @Test
    void stolenTimeIsSuspect() {
        assertThat(judgeConditions(50, new Conditions(0, 100, 0L, 0L, 4L, 0, 0, 0L)).reasons()).isEmpty();
        assertThat(judgeConditions(50, new Conditions(0, 100, 0L, 0L, 5L, 0, 0, 0L)).reasons()).singleElement()
                .asString()
                .startsWith("stolen time: the hypervisor took 2.5 %");
        assertThat(judgeConditions(50, new Conditions(0, 100, null, null, null, 0, 0, 0L)).reasons()).as("unknown")
                .isEmpty();
    }

    @Test
    void othersOnTheCoresAreSuspect() {
        assertThat(judgeConditions(50, new Conditions(0, 100, 10L, -7L, 0L, 0, 0, 0L)).reasons()).isEmpty();
        assertThat(judgeConditions(50, new Conditions(0, 100, 11L, -7L, 0L, 0, 0, 0L)).reasons()).singleElement()
                .asString()
                .startsWith("other processes took 11 % of the client's core and 0 % of the server's");
        assertThat(judgeConditions(50, new Conditions(0, 100, 0L, 30L, 0L, 0, 0, 0L)).validity())
                .isEqualTo(Validity.SUSPECT);
    }

    @Test
    void ofAComparisonOnlyWhatTheMachineDidIsSuspect() {
        Slice stolen = new Slice(0, 100, ALL_OK, 0, 0, 100, 50, 1).with(new Conditions(0, 100, 0L, 0L, 5L, 0, 0, 0L));
        assertThat(Judge.ofMachine(CLOSED, List.of(fork(10, stolen), fork(20, stolen)))).as("pairs may differ")
                .singleElement().asString().startsWith("stolen time: the hypervisor took 2.5 %");
    }

    @Test
    void figuresWithAProfilersCostAreSuspect() {
        var clean = fork(10, slice(100, ALL_OK, 0, 0));
        var profiled = new ForkRecord(1, 0, 1, clean.warmUp(), clean.slices(), clean.metrics(), List.of("x.jfr"), null,
                null);
        var verdict = Judge.judge(CLOSED, List.of(clean, profiled), List.of());
        assertThat(verdict.validity()).isEqualTo(Validity.SUSPECT);
        assertThat(verdict.reasons()).singleElement().asString()
                .startsWith("a profiler was attached: figures include its cost");
    }

    private static Slice released(int threads, long descriptors) {
        return new Slice(0, 1, Map.of(Outcome.CANCELLED, 1L), Map.of(Outcome.CANCELLED, 1L), 0, 0, 0, 1, 1, 1, null,
                null,
                new Slice.Release(1, threads == 0 ? 1 : 10_000_000_000L, threads, descriptors), null, null);
    }

    private static Slice paced(long late, long elapsedMillis, long accepted) {
        return open(elapsedMillis, accepted, new Slice.Pace(late, 0, 1, 1, 1));
    }

    private static Slice inFlight(double byHarness, double byStyle, int most) {
        return open(1_000, 1_000, new Slice.Pace(0, 0, byHarness, byStyle, most));
    }

    private static Slice open(long elapsedMillis, long accepted, Slice.Pace pace) {
        Map<Outcome, Long> allOk = Map.of(Outcome.OK, accepted);
        return new Slice(0, accepted, allOk, allOk, 0, 0, 0, elapsedMillis * 1_000_000, 1, 1, null, pace, null, null,
                null);
    }

    private static Judge.Verdict judgeOpen(Slice slice) {
        return judge(OPEN, slice);
    }

    private static Judge.Verdict judge(Workload workload, Slice slice) {
        return Judge.judge(workload, List.of(fork(10, slice)), List.of());
    }

    private static Judge.Verdict judgeConditions(long cpuOfHundred, Conditions conditions) {
        return judge(new Slice(0, 100, ALL_OK, 0, 0, 100, cpuOfHundred, 1).with(conditions));
    }

    private static ForkRecord forkOf(int... cpuMicrosPerFetch) {
        List<Slice> slices = IntStream.of(cpuMicrosPerFetch)
                .mapToObj(micros -> new Slice(0, 100, ALL_OK, 0, 0, 1, micros * 100_000L, 1)).toList();
        return new ForkRecord(0, 0, 1, new WarmUp(1, 1, 0.0, true), slices, Map.of(Metric.CPU, 10.0));
    }

    private static void assertInvalid(String reason, Slice slice) {
        var verdict = judge(slice);
        assertThat(verdict.validity()).isEqualTo(Validity.INVALID);
        assertThat(verdict.reasons()).containsExactly(reason);
    }

    private static Judge.Verdict judge(Slice slice) {
        return Judge.judge(CLOSED, List.of(fork(10, slice)), List.of());
    }

    private static Slice slice(long accepted, Map<Outcome, Long> outcomes, long wrong, long repeated) {
        return new Slice(0, accepted, outcomes, wrong, repeated, 1, 1, 1);
    }

    private static ForkRecord fork(double cpu, Slice slice) {
        return new ForkRecord(0, 0, 1, new WarmUp(1, 1, 0.0, true), List.of(slice), Map.of(Metric.CPU, cpu));
    }
}
