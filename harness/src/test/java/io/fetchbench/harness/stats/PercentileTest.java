package io.fetchbench.harness.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentileTest {
    @ParameterizedTest
    @CsvSource({"50,1,false", "50,2,true", "90,9,false", "90,10,true", "99,20,false", "99,99,false", "99,100,true",
            "99.9,999,false", "99.9,1000,true", "99.99,9999,false", "99.99,10000,true", "100,0,false", "100,1,true"})
    void isThereIfAtLeastOneValueLiesBeyondIt(double percentile, int values, boolean there) {
        var histogram = new Histogram(3);
        for (int i = 1; i <= values; i++) {
            histogram.recordValue(i);
        }
        assertThat(Percentile.of(histogram, percentile).isPresent()).isEqualTo(there);
    }
}
