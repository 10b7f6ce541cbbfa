package io.fetchbench.harness.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.record.WarmUp;
import io.fetchbench.harness.suite.Drive;
import io.fetchbench.harness.suite.Workload;
import io.fetchbench.harness.suite.WorkloadSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Workload CLOSED = new WorkloadSpec("w", Drive.CLOSED, null, null, null, null, null, null, null,
            null, null, null, null, null, null, null, null, null).resolve(3).getFirst();
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

    private static ForkRecord forkOf(int... cpuMicrosPerFetch) {
        List<Slice> slices = IntStream.of(cpuMicrosPerFetch)
                .mapToObj(micros -> new Slice(0, 100, ALL_OK, 0, 0, 1, micros * 100_000L, 1)).toList();
        return new ForkRecord(0, 0, 1, new WarmUp(1, 1, 0, true), slices, Map.of(Metric.CPU, 10.0));
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
        return new ForkRecord(0, 0, 1, new WarmUp(1, 1, 0, true), List.of(slice), Map.of(Metric.CPU, cpu));
    }
}
