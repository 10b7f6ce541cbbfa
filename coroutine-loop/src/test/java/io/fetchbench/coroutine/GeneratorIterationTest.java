package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_generators, on both carriers: loops over generators, and generators that use others. */
@ParameterizedClass
@EnumSource(Carrier.class)
@Timeout(30)
class GeneratorIterationTest {
    @Parameter
    Carrier carrier;

    private final List<String> trace = new ArrayList<>();

    private <S, Y, R> Generator<S, Y, R> generator(Generator.Body<S, Y, R> body) {
        return Generator.of(carrier, body);
    }

    private Generator<String, Integer, String> counting(int end) {
        return generator(self -> {
            for (int i = 0; i < end; i++) {
                String sent = self.yield(i);
                trace.add(String.valueOf(sent));
            }
            return "end";
        });
    }

    private static StopIteration stopOf(Runnable step) {
        try {
            step.run();
        } catch (StopIteration e) {
            return e;
        }
        throw new AssertionError("expected StopIteration");
    }

    @Test
    void forEachVisitsEveryValue() {
        List<Integer> seen = new ArrayList<>();
        for (int value : counting(4)) {
            seen.add(value);
        }
        assertThat(seen).containsExactly(0, 1, 2, 3);
    }

    @Test
    void forEachLeftEarlyClosesTheGenerator() {
        List<Integer> seen = new ArrayList<>();
        try (Generator<Void, Integer, Void> generator = endlessWithFinally()) {
            for (int value : generator) {
                seen.add(value);
                if (value == 2) {
                    break;
                }
            }
        }
        assertThat(seen).containsExactly(0, 1, 2);
        assertThat(trace).containsExactly("finally");
    }

    private Generator<Void, Integer, Void> endlessWithFinally() {
        return generator(self -> {
            try {
                for (int i = 0;; i++) {
                    self.yield(i);
                }
            } finally {
                trace.add("finally");
            }
        });
    }

    @Test
    void forEachLeftByAnExceptionClosesTheGenerator() {
        assertThatIllegalStateException().isThrownBy(() -> {
            try (Generator<Void, Integer, Void> generator = endlessWithFinally()) {
                generator.forEach(_ -> failWith(new IllegalStateException("stop here")));
            }
        }).withMessage("stop here");
        assertThat(trace).containsExactly("finally");
    }

    @Test
    void iteratorMayBeAskedTwiceWhetherThereIsMore() {
        var iterator = counting(1).iterator();
        assertThat(iterator.hasNext()).isTrue();
        assertThat(iterator.hasNext()).isTrue();
        assertThat(iterator.next()).isZero();
        assertThat(iterator.hasNext()).isFalse();
        assertThat(iterator.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(iterator::next);
    }

    @Test
    void stepInsideAnotherGeneratorIsIndependentOfIt() {
        var inner = counting(2);
        Generator<Void, String, Void> outer = generator(self -> {
            self.yield("outer " + inner.next());
            self.yield("outer " + inner.next());
            return null;
        });
        assertThat(outer.next()).isEqualTo("outer 0");
        assertThat(inner.next()).isEqualTo(1);
        assertThatIllegalStateException().isThrownBy(outer::next).withCauseInstanceOf(StopIteration.class);
    }

    @Test
    void yieldFromDeepWithinTheBodysOwnCallsStopsThemAll() {
        Generator<Void, Integer, Integer> generator = generator(self -> depth(self, 50));
        assertThat(generator.next()).isZero();
        assertThat(stopOf(generator::next).value()).isEqualTo(50);
    }

    private static int depth(Yielder<Void, Integer> self, int depth) {
        if (depth == 0) {
            self.yield(0);
            return 0;
        }
        return 1 + depth(self, depth - 1);
    }

    private static void failWith(RuntimeException failure) {
        throw failure;
    }

    /** The classic of test_generators: the eight queens, solved by generators that drive generators. */
    @Test
    void permutationsByRecursion() {
        List<String> found = new ArrayList<>();
        permutations("", "abc").forEach(found::add);
        assertThat(found).containsExactly("abc", "acb", "bac", "bca", "cab", "cba");
    }

    private Generator<Void, String, Void> permutations(String chosen, String left) {
        return generator(self -> {
            if (left.isEmpty()) {
                self.yield(chosen);
            }
            for (int i = 0; i < left.length(); i++) {
                self.yieldFrom(permutations(chosen + left.charAt(i), left.substring(0, i) + left.substring(i + 1)));
            }
            return null;
        });
    }
}
