package io.fetchbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediansTest {
    @Test
    void isTheMiddleOrTheMeanOfTheMiddleTwo() {
        assertThat(Medians.median(DoubleStream.of(3, 1, 2))).isEqualTo(2);
        assertThat(Medians.median(DoubleStream.of(4, 1, 3, 2))).isEqualTo(2.5);
        assertThat(Medians.median(DoubleStream.empty())).isNaN();
    }

    /** The usual table of the sign test at 5 % on two sides, its critical value plus one; scipy.stats.binom.cdf(k - 1, n, 0.5). */
    @ParameterizedTest
    @CsvSource({"1,1", "5,1", "6,1", "8,1", "9,2", "11,2", "12,3", "14,3", "15,4", "17,5", "18,5", "20,6", "25,8",
            "30,10"})
    void theIntervalOfAMedianGoesFromTheKthSmallestToTheKthLargest(int n, int k) {
        assertThat(MedianInterval.rank(n)).isEqualTo(k);
    }

    @Test
    void variationIsTheSampleDeviationOverTheMean() {
        assertThat(Medians.coefficientOfVariation(new double[]{2, 4, 4, 4, 5, 5, 7, 9}))
                .isCloseTo(2.138089935 / 5, within(1e-9));
        assertThat(Medians.coefficientOfVariation(new double[]{3, 3, 3})).isZero();
        assertThat(Medians.coefficientOfVariation(new double[]{3})).isNaN();
    }
}
