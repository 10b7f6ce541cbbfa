package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class RestTest {
    private long elapsedNanos;

    @Test
    void waitsUntilACompilerHasDoneWhatWasLeft() {
        assertThat(waitedFor(now -> Math.min(now, Duration.ofMillis(420).toNanos())))
                .isBetween(Duration.ofMillis(420), Duration.ofMillis(550));
    }

    @Test
    void doesNotWaitForEverForAStyleThatPolls() {
        assertThat(waitedFor(now -> now)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5));
    }

    private Duration waitedFor(LongUnaryOperator cpuNanosAt) {
        new Rest(() -> cpuNanosAt.applyAsLong(elapsedNanos), nanos -> elapsedNanos += nanos).await();
        return Duration.ofNanos(elapsedNanos);
    }
}
