package io.fetchbench.harness.verdict;

import io.fetchbench.harness.stats.Proportion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What a gate does in many sessions whose pairs are drawn, with replacement, from pairs that were measured (Efron and
 * Tibshirani, An Introduction to the Bootstrap). Sessions drawn so are as good as the pairs: what differs between days is
 * not in them.
 *
 * @param sessions how many
 * @param kinds how many sessions came to each kind
 * @param suspectedAtFirstStage in how many the first stage's pairs showed a regression, whether or not it recurred
 * @param pairs mean number of pairs a session took
 */
public record Bootstrap(int sessions, Map<VerdictKind, Integer> kinds, int suspectedAtFirstStage, double pairs) {
    private static final double CONFIDENCE = 0.95;

    /**
     * Runs sessions to their end.
     *
     * @param gate the gate
     * @param measured pairs to draw from, 1 or more, as many as there are
     * @param sessions how many, 1 or more
     * @param random where draws come from
     * @return the counts
     */
    public static Bootstrap of(Gate gate, List<Pair> measured, int sessions, RandomGenerator random) {
        Map<VerdictKind, Integer> kinds = new EnumMap<>(VerdictKind.class);
        Arrays.stream(VerdictKind.values()).forEach(kind -> kinds.put(kind, 0));
        int suspected = 0;
        long pairs = 0;
        for (int i = 0; i < sessions; i++) {
            List<Pair> drawn = new ArrayList<>();
            Step step = gate.next(drawn);
            while (step instanceof Step.Measure(int more, boolean _)) {
                random.ints(more, 0, measured.size()).mapToObj(measured::get).forEach(drawn::add);
                step = gate.next(drawn);
            }
            suspected += gate.showsAtFirstStage(drawn) ? 1 : 0;
            kinds.merge(((Step.Done) step).verdict().kind(), 1, Integer::sum);
            pairs += drawn.size();
        }
        return new Bootstrap(sessions, kinds, suspected, (double) pairs / sessions);
    }

    /**
     * How often sessions came to a kind.
     *
     * @param kind which
     * @return with its 95 % interval
     */
    public Proportion rate(VerdictKind kind) {
        return Proportion.of(kinds.get(kind), sessions, CONFIDENCE);
    }

    /** {@return how often the first stage's pairs showed a regression, with its 95 % interval} */
    public Proportion firstStage() {
        return Proportion.of(suspectedAtFirstStage, sessions, CONFIDENCE);
    }
}
