package io.fetchbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ProportionTest {
    @ParameterizedTest
    @CsvFileSource(resources = "clopper-pearson.csv", numLinesToSkip = 2)
    void agreesWithScipy(long successes, long trials, double confidence, double low, double high) {
        Proportion proportion = Proportion.of(successes, trials, confidence);
        assertThat(proportion.low()).isCloseTo(low, within(1e-9));
        assertThat(proportion.high()).isCloseTo(high, within(1e-9));
        assertThat(proportion.rate()).isBetween(proportion.low(), proportion.high());
    }
}
