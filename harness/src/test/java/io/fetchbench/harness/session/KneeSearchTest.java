package io.fetchbench.harness.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.session.KneeSearch.Knee;
import io.fetchbench.harness.session.KneeSearch.Probe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KneeSearchTest {
    private final KneeSearch search = new KneeSearch(100, 100_000, 1.1);

    @ParameterizedTest
    @ValueSource(doubles = {100, 101, 1_234, 12_800, 12_801, 99_999})
    void endsCloseBelowTheKnee(double truth) {
        Knee knee = search.search(rate -> new Probe(rate, rate <= truth, 1, ""));
        assertThat(knee.rate().orElseThrow()).isLessThanOrEqualTo(truth).isGreaterThan(truth / 1.11);
        assertThat(knee.bounded()).isTrue();
        assertThat(knee.probes()).hasSizeLessThan(30);
    }

    @Test
    void saysWhenEvenTheLowestRateFails() {
        Knee knee = search.search(rate -> new Probe(rate, false, 1, ""));
        assertThat(knee.rate()).isEmpty();
        assertThat(knee.probes()).extracting(Probe::rate).containsExactly(100.0, 100.0);
    }

    @Test
    void saysWhenEvenTheHighestRateHolds() {
        Knee knee = search.search(rate -> new Probe(rate, true, 1, ""));
        assertThat(knee.rate()).hasValue(100_000);
        assertThat(knee.bounded()).isFalse();
    }

    @Test
    void oneFailureOfARateIsADisturbance() {
        List<Double> disturbed = new ArrayList<>();
        Knee knee = search.search(rate -> {
            boolean first = !disturbed.contains(rate);
            disturbed.add(rate);
            return new Probe(rate, rate <= 5_000 && !first, 1, "");
        });
        assertThat(knee.rate().orElseThrow()).isBetween(4_545.0, 5_000.0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.7, 5, 7.3, 42})
    void endsAtLowRatesToo(double truth) {
        Knee knee = new KneeSearch(0.5, 100, 1.1).search(rate -> new Probe(rate, rate <= truth, 1, ""));
        assertThat(knee.rate().orElseThrow()).isLessThanOrEqualTo(truth).isGreaterThan(truth / 1.11);
        assertThat(knee.probes()).hasSizeLessThan(30);
    }
}
