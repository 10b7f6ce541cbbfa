package io.fetchbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class MediansTest {
    @Test
    void isTheMiddleOrTheMeanOfTheMiddleTwo() {
        assertThat(Medians.median(DoubleStream.of(3, 1, 2))).isEqualTo(2);
        assertThat(Medians.median(DoubleStream.of(4, 1, 3, 2))).isEqualTo(2.5);
        assertThat(Medians.median(DoubleStream.empty())).isNaN();
    }

    @Test
    void variationIsTheSampleDeviationOverTheMean() {
        assertThat(Medians.coefficientOfVariation(new double[]{2, 4, 4, 4, 5, 5, 7, 9}))
                .isCloseTo(2.138089935 / 5, within(1e-9));
        assertThat(Medians.coefficientOfVariation(new double[]{3, 3, 3})).isZero();
        assertThat(Medians.coefficientOfVariation(new double[]{3})).isNaN();
    }
}
