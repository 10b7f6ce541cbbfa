package io.fetchbench.harness.compare;

import io.fetchbench.harness.session.Arm;
import java.util.List;

/**
 * Who takes part in a pair.
 *
 * @param base what is compared with
 * @param candidate what is compared
 * @param control the arm that must not move
 */
public record PairArms(Arm base, Arm candidate, Arm control) {
    /**
     * The same with a slowdown made on purpose. The base gets one of nothing, so that both have been through the same.
     *
     * @param share of the candidate's own CPU time per fetch
     * @return changed arms
     */
    public PairArms withSlowdown(double share) {
        return new PairArms(slowed(base, 0), slowed(candidate, share), control);
    }

    private static Arm slowed(Arm arm, double share) {
        return new Arm(arm.name(), arm.provider(), arm.jars(), share);
    }

    /** {@return everybody} */
    List<Arm> all() {
        return List.of(base, candidate, control);
    }

    /**
     * Who has which turn. Base and candidate are neighbours and change places every time, and each follows the other, or the
     * control arm, equally often: a slice may feel whose slice was before it.
     *
     * @param candidateFirst which of them begins
     * @return the arms in the order of the even turns and of the odd ones
     */
    List<List<Arm>> orders(boolean candidateFirst) {
        List<List<Arm>> orders = List.of(List.of(base, candidate, control), List.of(candidate, base, control));
        return candidateFirst ? orders.reversed() : orders;
    }
}
