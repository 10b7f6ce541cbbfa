package io.fetchbench.harness.draw;

import io.fetchbench.fetch.Outcome;
import java.util.EnumMap;
import java.util.Map;

/**
 * How fetches of a plan must end, however many they are and wherever they begin. All is counted beforehand: it is asked
 * between slices, and a loop there is what a compiler turns to while the next slice is measured. Not to be changed, and so safe for any thread.
 */
public final class Schedule {
    private final int fetches;
    private final Map<Outcome, int[]> amongFirst = new EnumMap<>(Outcome.class);

    /**
     * Counts.
     *
     * @param plan at least one fetch
     */
    public Schedule(FetchPlan plan) {
        fetches = plan.fetches().size();
        for (Outcome outcome : Outcome.values()) {
            int[] counts = counts(plan, outcome);
            if (counts[fetches] > 0) {
                amongFirst.put(outcome, counts);
            }
        }
    }

    private static int[] counts(FetchPlan plan, Outcome outcome) {
        var counts = new int[plan.fetches().size() + 1];
        for (int i = 1; i < counts.length; i++) {
            counts[i] = counts[i - 1] + (plan.fetches().get(i - 1).outcome() == outcome ? 1 : 0);
        }
        return counts;
    }

    /**
     * How they must end, going round after the plan's last.
     *
     * @param first place of the first of them, 0 or more
     * @param count how many, 0 or more
     * @return how many by outcome; kinds without any are absent
     */
    public Map<Outcome, Long> of(int first, long count) {
        Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        amongFirst.forEach((outcome, counts) -> {
            long times = amongFirst(counts, first + count) - amongFirst(counts, first);
            if (times > 0) {
                outcomes.put(outcome, times);
            }
        });
        return outcomes;
    }

    private long amongFirst(int[] counts, long count) {
        return count / fetches * counts[fetches] + counts[(int) (count % fetches)];
    }
}
