package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {
    @ParameterizedTest
    @CsvSource({"9.1234,3,2,9.12", "9.996,3,2,10.0", "104312,4,1,104300", "0.0512,3,2,0.05", "2003.4,4,2,2003",
            "0.51234,4,3,0.512", "0,3,2,0", "-14.26,3,2,-14.3", "999.96,4,1,1000"})
    void showsSignificantDigits(double value, int digits, int mostDecimals, String text) {
        assertThat(Figure.of(value, digits, mostDecimals).text()).isEqualTo(text);
    }

    @Test
    void showsARangeWithTheDecimalsOfItsMiddle() {
        assertThat(Figure.of(new Spread(9.123, 8.9, 10.456, 3), 3, 2).text()).isEqualTo("9.12 (8.90–10.46)");
        assertThat(Figure.of(new Spread(9.123, 9.123, 9.123, 1), 3, 2).text()).isEqualTo("9.12");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberThatIsNoneIsNotShownAsOne(double value) {
        assertThat(Figure.of(value, 3, 2)).isEqualTo(Figure.NONE);
    }
}
