package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class RestTest {
    private long elapsedNanos;
    private int parks;

    @Test
    void waitsUntilACompilerHasDoneWhatWasLeft() {
        Rest rest = rest(now -> Math.min(now, Duration.ofMillis(420).toNanos()));
        assertThat(waited(rest, Rest.LOOK_AFTER_WARM_UP)).isBetween(Duration.ofMillis(420), Duration.ofMillis(550));
    }

    @Test
    void looksOnceAtAProcessThatIsAtRest() {
        assertThat(waited(rest(now -> now / 20), Rest.LOOK_AFTER_TURN)).isEqualTo(Rest.LOOK_AFTER_TURN);
    }

    @Test
    void waitsAfterATurnForWhatCameUpInIt() {
        Rest rest = rest(now -> Math.min(now, Duration.ofMillis(37).toNanos()));
        assertThat(waited(rest, Rest.LOOK_AFTER_TURN)).isBetween(Duration.ofMillis(37), Duration.ofMillis(39));
        assertThat(waited(rest, Rest.LOOK_AFTER_TURN)).isEqualTo(Rest.LOOK_AFTER_TURN);
    }

    @Test
    void aParkThatReturnsAtOnceIsNoLook() {
        LongConsumer everyOtherAtOnce = nanos -> elapsedNanos += parks++ % 2 == 0 ? 0 : nanos;
        Rest rest = new Rest(() -> Math.min(elapsedNanos, Duration.ofMillis(37).toNanos()), () -> elapsedNanos,
                everyOtherAtOnce);
        assertThat(waited(rest, Rest.LOOK_AFTER_TURN)).isBetween(Duration.ofMillis(37), Duration.ofMillis(39));
    }

    @Test
    void doesNotWaitForEverForAStyleThatPolls() {
        Rest rest = rest(now -> now);
        assertThat(waited(rest, Rest.LOOK_AFTER_WARM_UP)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
        for (int turn = 0; turn < 100; turn++) {
            waited(rest, Rest.LOOK_AFTER_TURN);
        }
        assertThat(waited(rest, Rest.LOOK_AFTER_TURN)).isZero();
        assertThat(Duration.ofNanos(elapsedNanos)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(20));
    }

    private Rest rest(LongUnaryOperator cpuNanosAt) {
        return new Rest(() -> cpuNanosAt.applyAsLong(elapsedNanos), () -> elapsedNanos, nanos -> elapsedNanos += nanos);
    }

    private Duration waited(Rest rest, Duration look) {
        long start = elapsedNanos;
        rest.await(look);
        return Duration.ofNanos(elapsedNanos - start);
    }
}
