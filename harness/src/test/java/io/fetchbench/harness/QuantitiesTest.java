package io.fetchbench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"0,0", "53.2ms,53200000", "2s,2000000000", "300us,300000", "300µs,300000", "7ns,7", "2 s,2000000000",
            "1.5m,90000000000", "1h,3600000000000"})
    void readsDurations(String text, long nanos) {
        assertThat(Quantities.duration(text)).isEqualTo(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "ms", "-1ms", "1,5ms", "1e3ms", "0.5ns", "5 MS", "1ms2us",
            "99999999999999999999s", "999999999999999h"})
    void refusesOtherDurations(String text) {
        assertThatThrownBy(() -> Quantities.duration(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a duration").hasMessageContaining("\"" + text + "\"");
    }

    @ParameterizedTest
    @CsvSource({"83,83", "83B,83", "64KiB,65536", "1MiB,1048576", "1.5KiB,1536", "1kB,1000"})
    void readsSizes(String text, long bytes) {
        assertThat(Quantities.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"2s", "50ms", "1.5us", "53.2ms", "7ns", "0", "90s"})
    void writesWhatItReads(String text) {
        assertThat(Quantities.format(Quantities.duration(text))).isEqualTo(text);
    }
}
