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

    private WarmUp warmUp(Duration atMost, IntToLongFunction cpuNanos) throws InterruptedException {
        return new WarmUpLoop(atMost, () -> nanos).run(number -> {
            nanos += STEP_NANOS;
            return new Slice(number, 10, Map.of(Outcome.OK, 10L), 0, 0, STEP_NANOS, cpuNanos.applyAsLong(number), 0);
        });
    }
}
