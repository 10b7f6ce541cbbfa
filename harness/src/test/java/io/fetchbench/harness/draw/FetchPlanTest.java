package io.fetchbench.harness.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fetchbench.fetch.Outcome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FetchPlanTest {
    private static final long MS = 1_000_000;
    private static final DelayDistribution TAIL = DelayDistribution.parse("lognormal(p50=40ms, p99=200ms)");

    @Test
    void theSameSeedDrawsTheSameFetches() {
        Map<Fault, Double> faults = Map.of(Fault.RESET, 0.1);
        assertThat(FetchPlan.draw(100, TAIL, faults, 7)).isEqualTo(FetchPlan.draw(100, TAIL, faults, 7));
        assertThat(FetchPlan.draw(100, TAIL, faults, 7)).isNotEqualTo(FetchPlan.draw(100, TAIL, faults, 8));
    }

    @Test
    void aShareOfFaultsIsThatShareToTheFetch() {
        FetchPlan plan = FetchPlan.draw(1_000, TAIL,
                Map.of(Fault.RESET, 0.05, Fault.HANG, 0.05, Fault.STATUS_503, 0.05),
                1);
        assertThat(new Schedule(plan).of(0, 1_000)).isEqualTo(
                Map.of(Outcome.OK, 900L, Outcome.CONNECTION_LOST, 50L, Outcome.TIMED_OUT, 50L));
        assertThat(plan.fetches().stream().filter(fetch -> fetch.status() == 503)).hasSize(50);
    }

    @Test
    void faultsDoNotFollowDelays() {
        FetchPlan plan = FetchPlan.draw(1_000, TAIL, Map.of(Fault.RESET, 0.5), 1);
        double withFault = plan.fetches().stream().filter(fetch -> fetch.fault() != null)
                .mapToLong(PlannedFetch::delayNanos).average().orElseThrow();
        double without = plan.fetches().stream().filter(fetch -> fetch.fault() == null)
                .mapToLong(PlannedFetch::delayNanos).average().orElseThrow();
        assertThat(withFault / without).isCloseTo(1, within(0.2));
    }

    @Test
    void goingRoundCountsEachFetchAgain() {
        var plan = new FetchPlan(List.of(new PlannedFetch(0, Fault.RESET), new PlannedFetch(0, null),
                new PlannedFetch(0, null)));
        assertThat(new Schedule(plan).of(0, 0)).isEmpty();
        assertThat(new Schedule(plan).of(0, 4)).isEqualTo(Map.of(Outcome.CONNECTION_LOST, 2L, Outcome.OK, 2L));
        assertThat(new Schedule(plan).of(0, 6)).isEqualTo(Map.of(Outcome.CONNECTION_LOST, 2L, Outcome.OK, 4L));
        assertThat(new Schedule(plan).of(1, 2)).isEqualTo(Map.of(Outcome.OK, 2L));
        assertThat(new Schedule(plan).of(2, 5)).isEqualTo(Map.of(Outcome.CONNECTION_LOST, 2L, Outcome.OK, 3L));
    }

    @Test
    void theTargetSaysWhatTheServerShallDo() {
        assertThat(new PlannedFetch(0, null).target(83)).isEqualTo("/bytes/83");
        assertThat(new PlannedFetch(5 * MS, null).target(83)).isEqualTo("/bytes/83?delay=5000us");
        assertThat(new PlannedFetch(0, Fault.RESET).target(83)).isEqualTo("/bytes/83?fault=reset");
        assertThat(new PlannedFetch(5 * MS, Fault.STATUS_503).target(83))
                .isEqualTo("/bytes/83?delay=5000us&status=503");
    }

    @Test
    void theIdealMakespanIsThatOfListScheduling() {
        assertThat(makespan(2, 3, 1, 1, 1)).as("the second place takes the three short ones").isEqualTo(3 * MS);
        assertThat(makespan(2, 1, 1, 1, 3)).as("in their order, not the best one").isEqualTo(4 * MS);
        assertThat(makespan(1, 1, 2, 3)).isEqualTo(6 * MS);
        assertThat(makespan(10, 1, 2, 3)).isEqualTo(3 * MS);
        assertThat(new FetchPlan(List.of(new PlannedFetch(MS, Fault.HANG))).idealMakespanNanos(1, 7 * MS))
                .as("a fetch without an answer ends with its timeout").isEqualTo(7 * MS);
    }

    private static long makespan(int places, long... delaysMillis) {
        return new FetchPlan(
                LongStream.of(delaysMillis).mapToObj(millis -> new PlannedFetch(millis * MS, null)).toList())
                .idealMakespanNanos(places, 0);
    }

    @Test
    void constantArrivalsComeAtEqualDistances() {
        assertThat(FetchPlan.drawArrivals(4, false, 1_000 * MS, 1)).containsExactly(0, 250 * MS, 500 * MS, 750 * MS);
    }

    @Test
    void poissonArrivalsHaveTheSpreadOfAPoissonProcess() {
        long[] nanos = FetchPlan.drawArrivals(1_000, true, 100_000 * MS, 1);
        assertThat(nanos).hasSize(100_000).isSorted();
        double[] gaps = new double[nanos.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = nanos[i + 1] - nanos[i];
        }
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double variance = Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).average().orElseThrow();
        // Exponential gaps have a standard deviation equal to their mean; equal gaps would have none.
        assertThat(Math.sqrt(variance) / mean).isCloseTo(1, within(0.02));
    }
}
