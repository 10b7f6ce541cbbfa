package io.fetchbench.harness.stats;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction (A simple sequentially rejective multiple test procedure, 1979): with it, the probability that any
 * true hypothesis of a family is rejected stays below the level, whatever the dependence between the tests.
 */
public final class Holm {
    private Holm() {}

    /**
     * Adjusts the p-values of a family.
     *
     * @param pValues 0 to 1 each
     * @return in the same order, 1 at most: to be compared with the level of the whole family
     */
    public static double[] adjust(double[] pValues) {
        List<Integer> ascending = IntStream.range(0, pValues.length).boxed()
                .sorted(Comparator.comparingDouble(i -> pValues[i])).toList();
        double[] adjusted = new double[pValues.length];
        double largest = 0;
        for (int place = 0; place < pValues.length; place++) {
            int i = ascending.get(place);
            largest = Math.max(largest, Math.min(1, (pValues.length - place) * pValues[i]));
            adjusted[i] = largest;
        }
        return adjusted;
    }
}
