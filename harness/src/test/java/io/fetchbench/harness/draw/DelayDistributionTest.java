package io.fetchbench.harness.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DelayDistributionTest {
    private static final long MS = 1_000_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"0", "50ms", "uniform(10ms, 90ms)", "lognormal(p50=40ms, p99=200ms)",
            "mixture(90% 5ms, 10% uniform(50ms, 100ms))",
            "mixture(50% 1ms, 49.5% 2ms, 0.5% lognormal(p50=1s, p99=2s))"})
    void readsWhatItWrites(String text) {
        assertThat(DelayDistribution.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "soon                             | a duration such as 50ms, 2s or 300us, got \"soon\"",
            "1500ns                           | whole microseconds",
            "2h                               | at most 1h",
            "uniform(10ms)                    | two durations as in uniform(10ms, 90ms)",
            "uniform(90ms, 10ms)              | the shorter duration first",
            "lognormal(40ms, 200ms)           | two percentiles as in lognormal(p50=40ms, p99=200ms)",
            "lognormal(p50=40ms, p99=40ms)    | a p50 above 0 and a p99 above the p50",
            "mixture(90% 5ms, 20% 6ms)        | shares above 0 that add up to 100%",
            "mixture(5ms)                     | parts as in mixture(",
            "pareto(1ms)                      | uniform(…), lognormal(…), mixture(…) or recorded(…)",
            "recorded(delays.txt)             | recorded(FILE.hlog) or recorded(FILE.csv)",
    })
    void saysWhatIsAllowed(String text, String expected) {
        assertThatThrownBy(() -> DelayDistribution.parse(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected " + expected);
    }

    @Test
    void drawsFollowTheLogNormal() {
        long[] nanos = sorted("lognormal(p50=40ms, p99=200ms)", 10_000);
        assertThat(nanos[5_000]).isCloseTo(40 * MS, within(MS / 2));
        assertThat(nanos[9_900]).isCloseTo(200 * MS, within(4 * MS));
        // sigma = ln(5) / z(0.99) = 0.6918; p90 = 40 ms * exp(1.2816 sigma)
        assertThat(nanos[9_000]).isCloseTo(97_070_000, within(MS));
    }

    @Test
    void drawsFollowTheMixture() {
        long[] nanos = sorted("mixture(90% 5ms, 10% uniform(50ms, 100ms))", 1_000);
        assertThat(Arrays.stream(nanos).filter(delay -> delay == 5 * MS).count()).isEqualTo(900);
        assertThat(nanos[900]).isCloseTo(50 * MS, within(MS));
        assertThat(nanos[950]).isCloseTo(75 * MS, within(MS));
        assertThat(nanos[999]).isCloseTo(100 * MS, within(MS));
    }

    @Test
    void drawsFollowARecordedHistogram() throws Exception {
        var latencies = new Histogram(3_600_000_000_000L, 3);
        latencies.recordValueWithCount(10 * MS, 900);
        latencies.recordValueWithCount(80 * MS, 100);
        LatencyLogs.stamp(latencies, Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
        new LatencyLogs(new RunDirectory(folder)).append("a", "w", 0, List.of(latencies));
        long[] nanos = sorted("recorded(" + folder.resolve("a@w.hlog") + ")", 1_000);
        assertThat(nanos[899]).isCloseTo(10 * MS, within(MS / 50));
        assertThat(nanos[900]).isCloseTo(80 * MS, within(MS / 10));
    }

    @Test
    void drawsFollowARecordedTable() throws Exception {
        Path file = folder.resolve("delays.csv");
        Files.writeString(file, "delay_us,count\n1000,3\n2500,1\n");
        assertThat(sorted("recorded(" + file + ")", 4)).containsExactly(MS, MS, MS, 2_500_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "delay_us\n1\n", "delay_us,count\n1,-1\n", "delay_us,count\nsoon,1\n",
            "delay_us,count\n-5,1\n"})
    void refusesABrokenTable(String content) throws Exception {
        Path file = folder.resolve("broken.csv");
        Files.writeString(file, content);
        var recorded = (DelayDistribution.Recorded) DelayDistribution.parse("recorded(" + file + ")");
        assertThatThrownBy(recorded.recording()::check).isInstanceOf(UserError.class)
                .hasMessageContaining(file + ": expected ");
    }

    private static long[] sorted(String text, int count) {
        DelayDistribution distribution = DelayDistribution.parse(text);
        return Arrays.stream(Draws.stratified(count, 42)).mapToLong(distribution::atNanos).sorted().toArray();
    }
}
