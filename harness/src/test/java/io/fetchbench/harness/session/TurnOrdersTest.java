package io.fetchbench.harness.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnOrdersTest {
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 12})
    void noArmFollowsItselfAndAllFollowEachOtherAboutEquallyOften(int arms) {
        for (int round = 0; round < 5; round++) {
            List<List<Integer>> orders = TurnOrders.of(IntStream.range(0, arms).boxed().toList(), round);
            Map<List<Integer>, Integer> follows = follows(orders);
            assertThat(follows.keySet()).hasSize(arms * (arms - 1))
                    .noneMatch(two -> two.getFirst().equals(two.getLast()));
            int rows = orders.size() / arms;
            assertThat(follows.values()).allSatisfy(times -> assertThat(times).isBetween(rows, rows + 1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 12})
    void everyTurnHasEveryArmAndEveryPlaceOfATurnEveryArmEquallyOften(int arms) {
        List<Integer> all = IntStream.range(0, arms).boxed().toList();
        List<List<Integer>> orders = TurnOrders.of(all, 0);
        assertThat(orders).allSatisfy(order -> assertThat(order).containsExactlyInAnyOrderElementsOf(all));
        for (int place = 0; place < arms; place++) {
            for (int arm : all) {
                int there = place;
                assertThat(orders).filteredOn(order -> order.get(there) == arm).hasSize(orders.size() / arms);
            }
        }
    }

    @Test
    void twoArmsChangePlacesAndTakeItInTurnsToBegin() {
        assertThat(TurnOrders.of(List.of("a", "b"), 0)).containsExactly(List.of("a", "b"), List.of("b", "a"));
        assertThat(Stream.of(0, 1, 2, 3).map(round -> TurnOrders.of(List.of("a", "b"), round).getFirst().getFirst()))
                .containsExactly("a", "b", "b", "a");
    }

    /** How often one comes right after the other, from the last of all to the first, too. */
    private static Map<List<Integer>, Integer> follows(List<List<Integer>> orders) {
        List<Integer> turns = orders.stream().flatMap(List::stream).toList();
        Map<List<Integer>, Integer> follows = new HashMap<>();
        for (int i = 0; i < turns.size(); i++) {
            follows.merge(List.of(turns.get(i), turns.get((i + 1) % turns.size())), 1, Integer::sum);
        }
        return follows;
    }
}
