package io.fetchbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedRankTest {
    /** The usual table of critical values, as in Wilcoxon and Wilcox (1964): the largest T with P(W ≤ T) ≤ level, -1 for none. */
    @ParameterizedTest
    @CsvSource({"5,0,-1,-1,-1", "6,2,0,-1,-1", "7,3,2,0,-1", "8,5,3,1,0", "9,8,5,3,1", "10,10,8,5,3", "11,13,10,7,5",
            "12,17,13,9,7", "13,21,17,12,9", "14,25,21,15,12", "15,30,25,19,15", "16,35,29,23,19", "17,41,34,27,23",
            "18,47,40,32,27", "19,53,46,37,32", "20,60,52,43,37", "21,67,58,49,42", "22,75,65,55,48", "23,83,73,62,54",
            "24,91,81,69,61", "25,100,89,76,68"})
    void agreesWithTheTableOfCriticalValues(int n, int at5, int at2AndAHalf, int at1, int atAHalf) {
        assertThat(SignedRank.criticalRank(n, 0.05)).isEqualTo(at5 + 1);
        assertThat(SignedRank.criticalRank(n, 0.025)).isEqualTo(at2AndAHalf + 1);
        assertThat(SignedRank.criticalRank(n, 0.01)).isEqualTo(at1 + 1);
        assertThat(SignedRank.criticalRank(n, 0.005)).isEqualTo(atAHalf + 1);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "signed-rank.csv", numLinesToSkip = 4)
    void agreesWithScipy(double p, double estimate, double low, double high, String x) {
        SignedRank test = SignedRank.of(Arrays.stream(x.split(" ")).mapToDouble(Double::parseDouble).toArray());
        assertThat(test.pGreater()).isCloseTo(p, within(1e-12));
        assertThat(test.estimate()).isCloseTo(estimate, within(1e-12));
        assertThat(test.interval(0.005).low()).isCloseTo(low, within(1e-12));
        assertThat(test.interval(0.005).high()).isCloseTo(high, within(1e-12));
    }

    @Test
    void theIntervalsEndIsAboveZeroExactlyIfTheTestSaysSo() {
        double[] values = {0.4, -0.1, 0.3, 0.2, 0.9, 0.7, 0.6, 0.8, 0.5, 1.1};
        for (int i = 0; i < 300; i++) {
            double shift = i / 300.0;
            SignedRank shifted = SignedRank.of(Arrays.stream(values).map(value -> value - shift).toArray());
            assertThat(shifted.pGreater() <= 0.01).isEqualTo(shifted.interval(0.01).low() > 0);
        }
    }

    /** Against the formula, from 1000 values, where the exact distribution ends, to 1001, where the normal one begins. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 4500})
    void manyValuesComeOutAsTheNormalDistributionHasIt(int n) {
        double middle = n * (n + 1.0) / 4;
        double deviation = Math.sqrt(n * (n + 1.0) * (2 * n + 1) / 24);
        int statistic = (int) Math.round(middle + 2.326347874 * deviation);
        assertThat(SignedRank.tail(n, statistic)).isCloseTo(0.01, within(2e-5));
        double[] ascending = IntStream.range(0, n).mapToDouble(i -> i).toArray();
        assertThat(SignedRank.of(ascending).estimate()).isEqualTo((n - 1) / 2.0);
        assertThat(SignedRank.criticalRank(n, 0.01)).isCloseTo(
                (int) Math.round(n * (n + 1.0) / 2 - statistic), within((int) deviation / 100));
    }

    @Test
    void tooFewValuesGiveNoInterval() {
        assertThat(SignedRank.of(new double[]{1, 2, 3, 4, 5, 6, 7}).interval(0.005))
                .isEqualTo(new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }

    @Test
    void valuesThatAreAllZeroShowNothing() {
        SignedRank zeros = SignedRank.of(new double[12]);
        assertThat(zeros.pGreater()).isEqualTo(1);
        assertThat(zeros.estimate()).isZero();
        assertThat(zeros.interval(0.005)).isEqualTo(new Interval(0, 0));
    }

    /** Every assignment of signs is equally likely where nothing changed: so many p-values of a or less there may be. */
    @ParameterizedTest
    @ValueSource(strings = {"1 1 1 1 1 1 1 1 1 1", "0 0 0 1 2 3 4 5 6 7", "1 1 2 2 3 3 4 4 5 5", "0 0 1 1 1 2 2 7 7 9",
            "1 2 3 4 5 6 7 8 9 10"})
    void withTiesAndZerosThePValueIsNeverTooSmall(String sizes) {
        double[] magnitudes = Arrays.stream(sizes.split(" ")).mapToDouble(Double::parseDouble).toArray();
        double[] p = IntStream.range(0, 1 << magnitudes.length).mapToDouble(signs -> {
            double[] values = magnitudes.clone();
            for (int i = 0; i < values.length; i++) {
                values[i] *= (signs >> i & 1) == 1 ? 1 : -1;
            }
            return SignedRank.of(values).pGreater();
        }).sorted().toArray();
        for (int i = 0; i < p.length; i++) {
            if (i + 1 == p.length || p[i + 1] > p[i]) {
                assertThat((i + 1.0) / p.length).as("share of p-values up to %s", p[i])
                        .isLessThanOrEqualTo(p[i] + 1e-12);
            }
        }
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> SignedRank.of(new double[]{1, Double.NaN})).hasMessageContaining("finite");
        assertThatThrownBy(() -> SignedRank.of(new double[0])).hasMessageContaining("got 0");
        assertThatThrownBy(() -> SignedRank.of(new double[5001])).hasMessageContaining("got 5001");
    }
}
