package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Outcome;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.WarmUp;
import java.time.Duration;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.junit.jupiter.api.Test;

class WarmUpLoopTest {
    private static final long STEP_NANOS = 100_000_000;

    private long nanos;
    private int steps;

    @Test
    void endsWhenTheCostHasSettled() throws Exception {
        WarmUp warmUp = warmUp(Duration.ofSeconds(10),
                number -> number < 60 && number % 2 == 0 ? 1_000_000 : 400_000);
        assertThat(warmUp.converged()).isTrue();
        assertThat(warmUp.slices()).as("the last slow one is number 58, the window is 5").isEqualTo(64);
        assertThat(warmUp.variation()).isLessThan(0.03);
    }

    @Test
    void usesHalfItsTimeEvenIfItLooksSettledAtOnce() throws Exception {
        WarmUp warmUp = warmUp(Duration.ofSeconds(10), _ -> 400_000);
        assertThat(warmUp.converged()).isTrue();
        assertThat(warmUp.slices()).isEqualTo(50);
    }

    @Test
    void givesUpWhenTimeIsUpAndSaysSo() throws Exception {
        WarmUp warmUp = warmUp(Duration.ofSeconds(2), number -> number % 2 == 0 ? 400_000 : 800_000);
        assertThat(warmUp.converged()).isFalse();
        assertThat(warmUp.slices()).isEqualTo(20);
    }

    @Test
    void shortBatchesMakeUpOneSliceTogether() throws Exception {
        WarmUp warmUp = new WarmUpLoop(Duration.ofSeconds(1), () -> nanos).run(() -> {
            nanos += STEP_NANOS / 20;
            return slice(10, STEP_NANOS / 20, steps++ % 2 == 0 ? 100_000 : 900_000);
        });
        assertThat(warmUp.slices()).isEqualTo(5);
        assertThat(warmUp.variation()).as("within a slice the batches even out").isZero();
    }

    @Test
    void endsAtOnceWhenAFetchIsLost() throws Exception {
        WarmUp warmUp = new WarmUpLoop(Duration.ofSeconds(10), () -> nanos).run(() -> slice(11, STEP_NANOS, 400_000));
        assertThat(warmUp.slices()).isEqualTo(1);
        assertThat(warmUp.converged()).isFalse();
    }

    private WarmUp warmUp(Duration atMost, IntToLongFunction cpuNanos) throws InterruptedException {
        return new WarmUpLoop(atMost, () -> nanos).run(() -> {
            nanos += STEP_NANOS;
            return slice(10, STEP_NANOS, cpuNanos.applyAsLong(steps++));
        });
    }

    private static Slice slice(long accepted, long elapsedNanos, long cpuNanos) {
        return new Slice(0, accepted, Map.of(Outcome.OK, 10L), 0, 0, elapsedNanos, cpuNanos, 0);
    }
}
