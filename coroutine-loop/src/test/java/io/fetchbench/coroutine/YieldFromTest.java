package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_yield_from, on both carriers. */
@ParameterizedClass
@EnumSource(Carrier.class)
@Timeout(30)
class YieldFromTest {
    @Parameter
    Carrier carrier;

    private final List<String> trace = new ArrayList<>();

    private <R> Generator<String, String, R> generator(Generator.Body<String, String, R> body) {
        return Generator.of(carrier, body);
    }

    /** Yields "i0", "i1", traces what comes back, and returns "inner result". */
    private Generator<String, String, String> inner() {
        return generator(self -> {
            try {
                for (int i = 0; i < 2; i++) {
                    try {
                        trace.add("inner got " + self.yield("i" + i));
                    } catch (IllegalArgumentException e) {
                        trace.add("inner caught " + e.getMessage());
                    }
                }
                return "inner result";
            } finally {
                trace.add("inner finally");
            }
        });
    }

    private Generator<String, String, String> outer(Generator<String, String, String> inner) {
        return generator(self -> {
            try {
                return "outer of " + self.yieldFrom(inner);
            } finally {
                trace.add("outer finally");
            }
        });
    }

    private static Object resultOf(Generator<?, ?, ?> generator) {
        try {
            generator.next();
        } catch (StopIteration stop) {
            return stop.value();
        }
        throw new AssertionError("expected the end");
    }

    @Test
    void delegationOfInitialNextToSubgenerator() {
        assertThat(outer(inner()).next()).isEqualTo("i0");
        assertThat(trace).isEmpty();
    }

    @Test
    void delegationOfNextCallToSubgenerator() {
        var outer = outer(inner());
        outer.next();
        assertThat(outer.next()).isEqualTo("i1");
        assertThat(trace).containsExactly("inner got null");
    }

    @Test
    void valueAttributeOfStopIterationIsTheValueOfTheExpression() {
        var outer = outer(inner());
        outer.next();
        outer.next();
        assertThat(resultOf(outer)).isEqualTo("outer of inner result");
    }

    @Test
    void delegationOfSend() {
        var outer = outer(inner());
        outer.next();
        outer.send("spam");
        assertThat(trace).containsExactly("inner got spam");
    }

    @Test
    void delegationOfThrow() {
        var outer = outer(inner());
        outer.next();
        assertThat(outer.throwing(new IllegalArgumentException("tomato"))).isEqualTo("i1");
        assertThat(trace).containsExactly("inner caught tomato");
    }

    @Test
    void delegationOfThrowThatIsNotCaughtRunsBothFinallyBlocksInsideOut() {
        var outer = outer(inner());
        outer.next();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> outer.throwing(new UnsupportedOperationException("x")));
        assertThat(trace).containsExactly("inner finally", "outer finally");
    }

    @Test
    void delegationOfClose() {
        var outer = outer(inner());
        outer.next();
        outer.close();
        assertThat(trace).containsExactly("inner finally", "outer finally");
    }

    @Test
    void exitThrownByHandClosesTheSubgeneratorFirst() {
        var outer = outer(inner());
        outer.next();
        assertThatExceptionOfType(GeneratorExit.class).isThrownBy(() -> outer.throwing(new GeneratorExit()));
        assertThat(trace).containsExactly("inner finally", "outer finally");
    }

    @Test
    void handingExceptionWhileClosingReplacesTheExit() {
        Generator<String, String, String> inner = generator(self -> {
            try {
                return self.yield("1");
            } finally {
                failWith(new IllegalArgumentException("nobody expects it"));
            }
        });
        var outer = outer(inner);
        outer.next();
        assertThatIllegalArgumentException().isThrownBy(outer::close).withMessage("nobody expects it");
    }

    private static void failWith(RuntimeException failure) {
        throw failure;
    }

    @Test
    void subgeneratorThatIgnoresExitIsAnError() {
        Generator<String, String, String> inner = generator(self -> {
            try {
                return self.yield("1");
            } catch (GeneratorExit _) {
                return self.yield("ignored");
            }
        });
        var outer = outer(inner);
        outer.next();
        assertThatIllegalStateException().isThrownBy(outer::close).withMessageContaining("generator ignored exit");
    }

    @Test
    void throwThatEndsTheSubgeneratorGivesTheExpressionItsValue() {
        Generator<String, String, String> inner = generator(self -> {
            try {
                return self.yield("1");
            } catch (IllegalArgumentException _) {
                return "ended";
            }
        });
        var outer = outer(inner);
        outer.next();
        try {
            outer.throwing(new IllegalArgumentException());
        } catch (StopIteration stop) {
            assertThat(stop.value()).isEqualTo("outer of ended");
            return;
        }
        throw new AssertionError("expected the end");
    }

    @Test
    void raisingExceptionInInitialNextCall() {
        Generator<String, String, String> inner = generator(_ -> {
            throw new IllegalArgumentException("at once");
        });
        assertThatIllegalArgumentException().isThrownBy(outer(inner)::next).withMessage("at once");
        assertThat(trace).containsExactly("outer finally");
    }

    @Test
    void generatorThatEndedGivesNothingAndNull() {
        var inner = inner();
        inner.next();
        inner.close();
        assertThat(resultOf(outer(inner))).isEqualTo("outer of null");
    }

    @Test
    void generatorUnderWayGoesOnWhereItWas() {
        var inner = inner();
        inner.next();
        assertThat(outer(inner).next()).isEqualTo("i1");
    }

    @Test
    void subgeneratorThatReturnsAtOnceIsNotSeen() {
        assertThat(resultOf(outer(generator(_ -> "soon")))).isEqualTo("outer of soon");
    }

    @Test
    void delegatingGeneratorsClaimToBeRunning() {
        List<Generator<String, String, String>> outer = new ArrayList<>();
        Generator<String, String, String> inner = generator(_ -> outer.getFirst().next());
        outer.add(outer(inner));
        assertThatIllegalStateException().isThrownBy(outer.getFirst()::next).withMessageContaining("already executing");
    }

    @Test
    void attemptedYieldFromItselfIsRefused() {
        List<Generator<String, String, String>> self = new ArrayList<>();
        self.add(generator(inside -> inside.yieldFrom(self.getFirst())));
        assertThatIllegalStateException().isThrownBy(self.getFirst()::next).withMessageContaining("already executing");
    }

    @Test
    void longChainOfDelegation() {
        Generator<String, String, String> chain = inner();
        for (int i = 0; i < 20; i++) {
            Generator<String, String, String> next = chain;
            chain = generator(self -> self.yieldFrom(next));
        }
        assertThat(chain.next()).isEqualTo("i0");
        assertThat(chain.send("far")).isEqualTo("i1");
        assertThat(trace).containsExactly("inner got far");
        assertThat(resultOf(chain)).isEqualTo("inner result");
    }

    @Test
    void iteratorYieldsWhatItHolds() {
        Generator<String, String, String> generator = generator(self -> {
            self.yieldFrom(List.of("a", "b").iterator());
            return "end";
        });
        assertThat(generator.next()).isEqualTo("a");
        assertThat(generator.next()).isEqualTo("b");
        assertThat(resultOf(generator)).isEqualTo("end");
    }

    @Test
    void sendToAnIteratorIsAnErrorAtTheDelegation() {
        Generator<String, String, String> generator = generator(self -> {
            try {
                self.yieldFrom(List.of("a", "b").iterator());
            } catch (IllegalStateException e) {
                return e.getMessage();
            }
            return "no error";
        });
        generator.next();
        try {
            generator.send("spam");
        } catch (StopIteration stop) {
            assertThat((String) stop.value()).contains("expected null to be sent, got spam");
            return;
        }
        throw new AssertionError("expected the end");
    }

    @Test
    void throwToAnIteratorIsRaisedAtTheDelegation() {
        Generator<String, String, String> generator = generator(self -> {
            try {
                self.yieldFrom(List.of("a", "b"));
            } catch (IllegalArgumentException e) {
                trace.add("caught " + e.getMessage());
            }
            return "";
        });
        generator.next();
        assertThatExceptionOfType(StopIteration.class)
                .isThrownBy(() -> generator.throwing(new IllegalArgumentException("x")));
        assertThat(trace).containsExactly("caught x");
    }

    @Test
    void closeWithAnIteratorEndsTheDelegation() {
        Generator<String, String, String> generator = generator(self -> {
            self.yieldFrom(List.of("a", "b"));
            trace.add("went on");
            return "";
        });
        generator.next();
        generator.close();
        assertThat(trace).isEmpty();
    }

    @Test
    void closeReachesAnIteratorThatCanBeClosed() {
        Generator<String, String, String> generator = generator(self -> {
            self.yieldFrom(new CloseableLetters());
            return "";
        });
        generator.next();
        generator.close();
        assertThat(trace).containsExactly("closed");
    }

    private final class CloseableLetters implements Iterator<String>, AutoCloseable {
        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public String next() {
            return "a";
        }

        @Override
        public void close() {
            trace.add("closed");
        }
    }

    @Test
    void sequenceThatIsAGeneratorGetsWhatIsSent() {
        Iterable<String> inner = inner();
        Generator<String, String, String> generator = generator(self -> {
            self.yieldFrom(inner);
            return "";
        });
        generator.next();
        generator.send("spam");
        assertThat(trace).containsExactly("inner got spam");
    }

    @Test
    void chainGoesThroughListsMapsRangesAndGenerators() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("a", "http://project.com");
        map.put("b", "http://project2.com");
        List<Object> seen = new ArrayList<>();
        List<Integer> range = IntStream.range(5, 7).boxed().toList();
        for (Object value : Generator.<Object>chain(List.of(1, 2, 3), map.keySet(), range, inner())) {
            seen.add(value);
        }
        assertThat(seen).containsExactly(1, 2, 3, "a", "b", 5, 6, "i0", "i1");
    }

    @Test
    void chainOfNothingIsEmpty() {
        assertThat(Generator.chain()).isEmpty();
    }

    @Test
    void closeOfAChainClosesTheGeneratorUnderWay() {
        var chain = Generator.chain(inner());
        chain.next();
        chain.close();
        assertThat(trace).containsExactly("inner finally");
    }
}
