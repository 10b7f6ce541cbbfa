package io.fetchbench.harness.verdict;

import io.fetchbench.harness.stats.SignedRank;
import java.util.List;
import java.util.Optional;

/**
 * Whether the control arm agreed with itself. It moved if its phantom pairs differ from 0 in an exact two-sided signed-rank
 * test at the level of 0.1 %, and by half of the least effect or more. So at most one fit session in 1,000 is called
 * invalid; and as that is no regression, the gate's alpha is untouched.
 */
final class ControlTest {
    private static final double LEVEL = 0.001;

    private ControlTest() {}

    /** What is wrong, in one sentence; empty if nothing is. */
    static Optional<String> moved(Gate gate, List<Pair> pairs) {
        if (pairs.isEmpty()) {
            return Optional.empty();
        }
        double[] ratios = pairs.stream().mapToDouble(Pair::controlLogRatio).toArray();
        double[] mirrored = pairs.stream().mapToDouble(pair -> -pair.controlLogRatio()).toArray();
        SignedRank moved = SignedRank.of(ratios);
        double pValue = 2 * Math.min(moved.pGreater(), SignedRank.of(mirrored).pGreater());
        double estimate = moved.estimate();
        return pValue <= LEVEL && Math.abs(estimate) >= Math.log1p(gate.leastEffect() / 2)
                ? Optional.of("the control arm differs from itself by " + Words.change(Math.expm1(estimate)) + " ("
                        + Words.pValue(pValue) + "), so the machine was not fit to measure on")
                : Optional.empty();
    }
}
