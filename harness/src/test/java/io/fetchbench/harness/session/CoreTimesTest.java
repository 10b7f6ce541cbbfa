package io.fetchbench.harness.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CoreTimesTest {
    @Test
    void tellsWorkFromWaitingAndFromWhatWasStolen() {
        CoreTimes before = CoreTimes
                .parse(List.of("cpu  9 9 9 9 9 9 9 9 0 0", "cpu0 10 0 5 100 7 0 1 3 0 0", "intr 5"));
        CoreTimes after = CoreTimes.parse(List.of("cpu0 20 1 8 150 9 1 2 7 0 0", "cpu1 1 1 1 1 1 1 1 1 0 0"));
        CoreTimes spent = after.minus(before);
        assertThat(spent.busyNanos("0", 1_000_000_000)).as("all but idle 50, iowait 2 and steal 4")
                .isEqualTo(440_000_000);
        assertThat(spent.stolenNanos("0")).isEqualTo(40_000_000);
        assertThat(spent.busyNanos("1", 1_000_000_000)).as("a core that was not there before").isZero();
        assertThat(CoreTimes.parse(List.of()).isKnown()).isFalse();
    }
}
