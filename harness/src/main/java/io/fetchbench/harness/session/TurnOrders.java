package io.fetchbench.harness.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * In which order arms take their turns, so that each follows every other about equally often, and itself never: a slice may
 * feel whose slice was before it. These are Williams's designs (E. J. Williams, Experimental Designs Balanced for the
 * Estimation of Residual Effects of Treatments, Australian Journal of Scientific Research A 2, 1949), taken one after the
 * other. Two arms change places every time, and each follows itself as often as the other.
 */
final class TurnOrders {
    private TurnOrders() {}

    /**
     * The orders of a round's turns.
     *
     * @param arms at least one
     * @param round its number, from 0; with another one, other arms begin
     * @param <T> arms
     * @return one order a turn; from the first again after the last
     */
    static <T> List<List<T>> of(List<T> arms, int round) {
        int n = arms.size();
        // Where one order ends and the next begins, each arm follows always the same other one: by reversing, not in all rounds.
        List<T> dealt = round % 2 == 0 ? arms : arms.reversed();
        List<List<T>> orders = new ArrayList<>();
        for (int row = 0; row < n; row++) {
            orders.add(row(dealt, row));
        }
        if (n % 2 == 1) {
            // An odd number is balanced with the mirrored rows only; begun with the last but one, for no arm is to follow itself.
            for (int row = 2 * n - 2; row > n - 2; row--) {
                orders.add(orders.get(row % n).reversed());
            }
        }
        Collections.rotate(orders, -round / 2);
        return List.copyOf(orders);
    }

    /** 0, 1, n − 1, 2, n − 2, …, each plus the row. */
    private static <T> List<T> row(List<T> arms, int row) {
        List<T> order = new ArrayList<>();
        for (int place = 0; place < arms.size(); place++) {
            int arm = place % 2 == 1 ? (place + 1) / 2 : arms.size() - place / 2;
            order.add(arms.get((arm + row) % arms.size()));
        }
        return order;
    }
}
