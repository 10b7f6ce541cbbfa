package io.fetchbench.coroutine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_generators, on both carriers. */
@ParameterizedClass
@EnumSource(Carrier.class)
@Timeout(30)
class GeneratorTest {
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
    void nothingRunsBeforeTheFirstStep() {
        generator(_ -> trace.add("ran"));
        assertThat(trace).isEmpty();
    }

    @Test
    void nextReturnsWhatIsYieldedInOrder() {
        var generator = counting(3);
        assertThat(generator.next()).isZero();
        assertThat(generator.next()).isEqualTo(1);
        assertThat(generator.next()).isEqualTo(2);
    }

    @Test
    void endStopsWithTheReturnValueOnceAndAfterwardsWithout() {
        var generator = counting(0);
        assertThat(stopOf(generator::next).value()).isEqualTo("end");
        assertThat(stopOf(generator::next).value()).isNull();
        assertThat(stopOf(() -> generator.send("late")).value()).isNull();
    }

    @Test
    void sendGivesYieldItsResult() {
        var generator = counting(3);
        generator.next();
        generator.send("a");
        generator.next();
        assertThat(trace).containsExactly("a", "null");
    }

    @Test
    void sendOfAValueBeforeTheFirstStepIsRefusedAndTheGeneratorStaysUsable() {
        var generator = counting(1);
        assertThatIllegalStateException().isThrownBy(() -> generator.send("early")).withMessageContaining("early");
        assertThat(generator.send(null)).isZero();
    }

    @Test
    void throwingIsCaughtAtTheYield() {
        Generator<Void, String, Void> generator = generator(self -> {
            try {
                self.yield("first");
            } catch (IllegalArgumentException e) {
                self.yield("caught " + e.getMessage());
            }
            return null;
        });
        generator.next();
        assertThat(generator.throwing(new IllegalArgumentException("x"))).isEqualTo("caught x");
    }

    @Test
    void throwingThatIsNotCaughtComesBackToTheCallerAndEndsIt() {
        var generator = counting(3);
        generator.next();
        var thrown = new IOException("checked");
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> generator.throwing(thrown))
                .isSameAs(thrown);
        assertThat(stopOf(generator::next).value()).isNull();
    }

    @Test
    void throwingBeforeTheFirstStepIsRaisedAtTheCallerAndFinishesIt() {
        Generator<Void, Integer, Boolean> generator = generator(_ -> trace.add("ran"));
        assertThatIllegalStateException().isThrownBy(() -> generator.throwing(new IllegalStateException("early")))
                .withMessage("early");
        assertThat(stopOf(generator::next).value()).isNull();
        assertThat(trace).isEmpty();
    }

    @Test
    void throwingAfterTheEndIsRaisedAtTheCaller() {
        var generator = counting(0);
        stopOf(generator::next);
        assertThatNullPointerException().isThrownBy(() -> generator.throwing(new NullPointerException("late")))
                .withMessage("late");
    }

    @Test
    void exceptionOfTheBodyComesOutUnchangedAndEndsIt() {
        var failure = new IOException("body");
        Generator<Void, Integer, Void> generator = generator(self -> {
            self.yield(1);
            throw failure;
        });
        generator.next();
        assertThatExceptionOfType(IOException.class).isThrownBy(generator::next).isSameAs(failure);
        assertThat(stopOf(generator::next).value()).isNull();
    }

    @Test
    void errorOfTheBodyComesOutUnchanged() {
        var failure = new AssertionError("body");
        Generator<Void, Integer, Void> generator = generator(_ -> {
            throw failure;
        });
        assertThatExceptionOfType(AssertionError.class).isThrownBy(generator::next).isSameAs(failure);
    }

    @Test
    void closeRunsFinallyBlocks() {
        Generator<Void, Integer, Void> generator = generator(self -> {
            try {
                self.yield(1);
            } finally {
                trace.add("finally");
            }
            return null;
        });
        generator.next();
        generator.close();
        assertThat(trace).containsExactly("finally");
        assertThat(stopOf(generator::next).value()).isNull();
    }

    @Test
    void closeBeforeTheFirstStepDoesNothing() {
        Generator<Void, Integer, Boolean> generator = generator(_ -> trace.add("ran"));
        generator.close();
        assertThat(stopOf(generator::next).value()).isNull();
        assertThat(trace).isEmpty();
    }

    @Test
    void closeAfterTheEndDoesNothing() {
        var generator = counting(0);
        stopOf(generator::next);
        generator.close();
        generator.close();
        assertThat(stopOf(generator::next).value()).isNull();
    }

    @Test
    void closeOfABodyThatReturnsInsteadIsFine() {
        Generator<Void, Integer, String> generator = generator(self -> {
            try {
                self.yield(1);
            } catch (GeneratorExit _) {
                trace.add("exit");
            }
            return "ignored";
        });
        generator.next();
        generator.close();
        assertThat(trace).containsExactly("exit");
    }

    @Test
    void closeOfABodyThatYieldsAgainIsAnErrorAndItStaysSuspended() {
        Generator<Void, Integer, String> generator = generator(self -> {
            try {
                self.yield(1);
            } catch (GeneratorExit _) {
                self.yield(2);
            }
            return "end";
        });
        generator.next();
        assertThatIllegalStateException().isThrownBy(generator::close).withMessageContaining("generator ignored exit");
        assertThat(stopOf(generator::next).value()).isEqualTo("end");
    }

    @Test
    void closeOfABodyThatThrowsSomethingElsePropagatesIt() {
        Generator<Void, Integer, Void> generator = generator(self -> {
            try {
                self.yield(1);
            } finally {
                failWith(new IllegalArgumentException("in finally"));
            }
            return null;
        });
        generator.next();
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(generator::close)
                .withMessage("in finally");
    }

    private static void failWith(RuntimeException failure) {
        throw failure;
    }

    @Test
    void exitIsNotCaughtByCatchException() {
        Generator<Void, Integer, Void> generator = generator(self -> {
            try {
                self.yield(1);
            } catch (Exception e) {
                trace.add("caught " + e);
            }
            trace.add("went on");
            return null;
        });
        generator.next();
        generator.close();
        assertThat(trace).isEmpty();
    }

    @Test
    void exitThrownInByHandComesBack() {
        var generator = counting(2);
        generator.next();
        var exit = new GeneratorExit();
        assertThatExceptionOfType(GeneratorExit.class).isThrownBy(() -> generator.throwing(exit)).isSameAs(exit);
    }

    @Test
    void stopIterationThrownByTheBodyIsAnErrorWithItAsCause() {
        var inner = counting(0);
        Generator<Void, Integer, Void> generator = generator(_ -> {
            inner.next();
            return null;
        });
        assertThatIllegalStateException().isThrownBy(generator::next).withMessage("generator raised StopIteration")
                .withCauseInstanceOf(StopIteration.class);
    }

    @Test
    void stopIterationThrownIntoTheBodyIsAnErrorWithItAsCause() {
        var generator = counting(2);
        generator.next();
        var stop = new StopIteration("x");
        assertThatIllegalStateException().isThrownBy(() -> generator.throwing(stop)).withCause(stop);
    }

    @Test
    void stepFromInsideItselfIsRefused() {
        List<Generator<Void, Integer, Void>> self = new ArrayList<>();
        Generator<Void, Integer, Void> generator = generator(_ -> {
            self.getFirst().next();
            return null;
        });
        self.add(generator);
        assertThatIllegalStateException().isThrownBy(generator::next).withMessageContaining("already executing");
    }

    @Test
    void closeFromInsideItselfIsRefused() {
        List<Generator<Void, Integer, String>> self = new ArrayList<>();
        Generator<Void, Integer, String> generator = generator(_ -> {
            assertThatIllegalStateException().isThrownBy(() -> self.getFirst().close())
                    .withMessageContaining("already executing");
            return "went on";
        });
        self.add(generator);
        assertThat(stopOf(generator::next).value()).isEqualTo("went on");
    }

    @Test
    void generatorMayBeSteppedByAnotherThreadAfterwards() throws InterruptedException {
        var generator = counting(3);
        generator.next();
        List<Integer> seen = new ArrayList<>();
        Thread thread = Thread.ofPlatform().start(() -> seen.add(generator.next()));
        thread.join();
        assertThat(seen).containsExactly(1);
        assertThat(generator.next()).isEqualTo(2);
    }

    @Test
    void interruptOfTheCallerDoesNotDisturbAStep() {
        var generator = counting(2);
        Thread.currentThread().interrupt();
        assertThat(generator.next()).isZero();
        assertThat(generator.next()).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void manyGeneratorsMayBeSuspendedAtOnce() {
        List<Generator<String, Integer, String>> generators = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            var generator = counting(2);
            generator.next();
            generators.add(generator);
        }
        assertThat(generators).allSatisfy(generator -> assertThat(generator.next()).isEqualTo(1));
        generators.forEach(Generator::close);
    }
}
