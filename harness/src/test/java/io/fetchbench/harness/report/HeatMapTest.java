package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    private static final long MILLI = 1_000_000;

    @Test
    void noColumnGoesBeyondItsRound() {
        HeatMap map = map(intervals(65, "round-0"), intervals(65, "round-1"));
        // 130 intervals, three a column: 21 columns of three and one of two for each round.
        assertThat(map.tags()).hasSize(44);
        assertThat(map.tags().subList(0, 22)).containsOnly("round-0");
        assertThat(map.tags().subList(22, 44)).containsOnly("round-1");
        assertThat(fetches(map, 20)).isEqualTo(3);
        assertThat(fetches(map, 21)).isEqualTo(2);
        assertThat(fetches(map, 22)).isEqualTo(3);
        assertThat(fetches(map, 43)).isEqualTo(2);
    }

    @Test
    void mergedColumnsKeepTheLongestAndTheEnd() {
        HeatMap map = map(intervals(120, "round-0"));
        assertThat(map.tags()).hasSize(60);
        assertThat(map.maxMillis().getFirst().doubleValue()).isCloseTo(2, within(0.01));
        assertThat(map.seconds().getFirst().doubleValue()).isEqualTo(2.0);
        assertThat(map.seconds().getLast().doubleValue()).isEqualTo(120.0);
    }

    @Test
    void hasAColumnAnIntervalWhereThereIsRoom() {
        assertThat(map(intervals(30, "round-0"), intervals(30, "round-1")).tags()).hasSize(60);
    }

    @SafeVarargs
    private static HeatMap map(List<Histogram>... rounds) {
        List<Histogram> intervals = new ArrayList<>();
        for (List<Histogram> round : rounds) {
            intervals.addAll(round);
        }
        return HeatMap.of(intervals, HeatMap.Scale.of(intervals).orElseThrow());
    }

    /** One fetch a second, the n-th taking n milliseconds. */
    private static List<Histogram> intervals(int count, String tag) {
        List<Histogram> intervals = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            var interval = new Histogram(3);
            interval.recordValue(n * MILLI);
            interval.setStartTimeStamp(1_000L * (n - 1));
            interval.setEndTimeStamp(1_000L * n);
            interval.setTag(tag);
            intervals.add(interval);
        }
        return intervals;
    }

    /** A column begins with the place of its lowest band. */
    private static long fetches(HeatMap map, int column) {
        return map.counts().get(column).stream().skip(1).mapToLong(Long::longValue).sum();
    }
}
