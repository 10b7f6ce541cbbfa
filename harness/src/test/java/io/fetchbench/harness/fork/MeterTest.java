package io.fetchbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.record.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
@EnabledOnOs({OS.LINUX, OS.MAC})
class MeterTest {
    private static final int WAITS = 40;

    /** A thread that sleeps gives the processor away, unless it is taken from it for just as long before it can. */
    @Test
    void countsTheSwitchesOfThreadsThatWaited() throws Exception {
        var meter = new Meter();
        meter.begin();
        Thread waiting = Thread.ofPlatform().start(() -> {
            for (int i = 0; i < WAITS; i++) {
                sleep();
            }
        });
        waiting.join();
        Usage usage = meter.end().usage();
        assertThat(usage.voluntarySwitches()).as("one a wait, by a thread that has ended")
                .isGreaterThanOrEqualTo(WAITS * 9 / 10);
        assertThat(usage.involuntarySwitches()).isNotNegative();
    }

    @Test
    void countsThreadsAtTheirPeak() throws Exception {
        var meter = new Meter();
        int before = Held.now().threads();
        meter.begin();
        var stop = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            threads.add(Thread.ofPlatform().start(() -> await(stop)));
        }
        stop.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        Meter.Used used = meter.end();
        // Threads that were there before may end meanwhile, but no more than there were.
        assertThat(used.usage().peakThreads()).isBetween(20, before + 40);
        meter.begin();
        assertThat(meter.end().usage().peakThreads()).as("a new slice forgets it").isLessThan(
                used.usage().peakThreads());
    }

    @Test
    void sumsThePausesOfTheCollector() {
        var meter = new Meter();
        meter.begin();
        for (int i = 0; i < 5; i++) {
            System.gc();
        }
        assertThat(meter.end().usage().gcPauseNanos()).isPositive();
    }

    @Test
    void withoutTheClockOfThePlatformCpuTimeComesInTicks() {
        var clock = new ProcessClock("some other system");
        assertThat(clock.source()).isEqualTo(ProcessClock.TICKS);
        assertThat(clock.nanos() % 10_000_000).isZero();
    }

    private static void sleep() {
        try {
            Thread.sleep(5); // waiting is what is counted
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch stop) {
        try {
            stop.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
