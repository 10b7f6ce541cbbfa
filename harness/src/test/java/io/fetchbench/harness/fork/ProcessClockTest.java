package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class ProcessClockTest {
    @Test
    void agreesWithThePlatformsCoarserClock() {
        var bean = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var clock = new ProcessClock();
        long before = bean.getProcessCpuTime();
        long nanos = clock.nanos();
        long after = bean.getProcessCpuTime();
        long tick = 20_000_000;
        assertThat(nanos).isBetween(before - tick, after + tick);
    }

    @Test
    void countsThreadsThatHaveEnded() throws InterruptedException {
        var clock = new ProcessClock();
        var threads = ManagementFactory.getThreadMXBean();
        long[] used = new long[1];
        long before = clock.nanos();
        Thread worker = Thread.ofPlatform().start(() -> {
            while (threads.getCurrentThreadCpuTime() < 50_000_000L) {
                Thread.onSpinWait();
            }
            used[0] = threads.getCurrentThreadCpuTime();
        });
        worker.join();
        assertThat(clock.nanos() - before).isGreaterThanOrEqualTo(used[0] * 9 / 10);
    }
}
