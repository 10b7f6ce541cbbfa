package io.fetchbench.harness.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.text.Numbers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({"0.0,0", "-0.0,0", "9.12,9.12", "1.0E-7,0.0000001", "1.0E10,10000000000", "-1.5,-1.5", "2000.0,2000",
            "0.1,0.1"})
    void exactNumbersHaveNoExponentAndNoTrailingZeros(double value, String text) {
        assertThat(Numbers.exact(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Math.PI, 1e300, Double.MIN_VALUE, 123456.789, 1 / 3.0})
    void exactNumbersReadBackTheSame(double value) {
        assertThat(Double.parseDouble(Numbers.exact(value))).isEqualTo(value);
    }
}
