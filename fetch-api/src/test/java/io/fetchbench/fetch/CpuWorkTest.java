package io.fetchbench.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CpuWorkTest {
    private static final int ROUNDS = 10_000;

    /** Six dependent operations are six cycles at least: more than half a nanosecond on a processor of up to 12 GHz. */
    @Test
    void noCompilerShortensIt() {
        assertThat(shortestNanos(ROUNDS)).isGreaterThan(ROUNDS / 2);
    }

    @Test
    void aHundredTimesTheRoundsTakeMuchLonger() {
        assertThat(shortestNanos(100 * ROUNDS)).isGreaterThan(30 * shortestNanos(ROUNDS));
    }

    /** Of many: some are interpreted, and a processor that is lost for a while makes some longer. */
    private static long shortestNanos(int rounds) {
        var work = new Processing.CpuWork(rounds);
        return LongStream.range(0, 400).map(run -> {
            long start = System.nanoTime();
            work.run((int) run);
            return System.nanoTime() - start;
        }).min().orElseThrow();
    }
}
