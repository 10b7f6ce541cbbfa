package io.fetchbench.coroutine.examples;

import io.fetchbench.coroutine.Generator;
import io.fetchbench.coroutine.StopIteration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The lesson's third snippet: a chain of one's own, and the two-way channel that yield from opens. */
public final class YieldFrom {
    private YieldFrom() {}

    /** What {@link Generator#chain} does, in the lesson's words. */
    private static Generator<Void, Object, Void> myChain(Iterable<?>... args) {
        return Generator.of(self -> {
            for (Iterable<?> myIter : args) {
                self.yieldFrom(myIter);
            }
            return null;
        });
    }

    /** The sub-generator: sums what it is sent until that is null. */
    private static Generator<Integer, Integer, Integer> gen() {
        return Generator.of(self -> {
            int sum = 0;
            Integer sent = self.yield(sum);
            while (sent != null) {
                sum += sent;
                sent = self.yield(sum);
            }
            return sum;
        });
    }

    /** The delegating generator. */
    private static Generator<Integer, Integer, String> g1(Generator<Integer, Integer, Integer> gen) {
        return Generator.of(self -> "sum " + self.yieldFrom(gen));
    }

    /**
     * Prints a chained list, map and range, and then what a caller, through a delegating generator, gets from a
     * sub-generator.
     *
     * @param args none
     */
    public static void main(String[] args) {
        Map<String, String> myDict = new LinkedHashMap<>();
        myDict.put("a", "http://project.com");
        myDict.put("b", "http://project2.com");
        for (Object value : myChain(List.of(1, 2, 3), myDict.keySet(), IntStream.range(5, 10).boxed().toList())) {
            System.out.println(value);
        }
        Generator<Integer, Integer, String> g = g1(gen());
        System.out.println(g.send(null));
        System.out.println(g.send(10));
        System.out.println(g.send(5));
        try {
            g.send(null);
        } catch (StopIteration stop) {
            System.out.println(stop.value());
        }
    }
}
