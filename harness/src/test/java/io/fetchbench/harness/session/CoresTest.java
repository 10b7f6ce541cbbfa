package io.fetchbench.harness.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoresTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", value = {"0-1 | 0 | 1", "0-7 | 0 | 7", "2,5,9-11 | 2 | 11",
            "3 | none | none"})
    void takesTheFirstAndTheLastCoreAllowed(String allowed, String client, String server) {
        assertThat(Cores.split(allowed)).isEqualTo(new Cores(client, server));
    }
}
