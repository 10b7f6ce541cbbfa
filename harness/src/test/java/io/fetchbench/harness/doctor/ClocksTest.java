package io.fetchbench.harness.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClocksTest {
    @TempDir
    Path root;

    @Test
    void aSourceThatNeedsTheKernelIsWeak() throws IOException {
        String folder = "sys/devices/system/clocksource/clocksource0/";
        assertThat(Clocks.source(new SystemFiles(root)).found()).isEqualTo("not visible here");
        var machine = new MachineFiles(root).with(folder + "current_clocksource", "hpet")
                .with(folder + "available_clocksource", "tsc hpet acpi_pm");
        assertThat(Clocks.source(machine.files()).fitness()).isEqualTo(Fitness.WEAK);
        assertThat(Clocks.source(machine.files()).advice()).contains("tsc hpet acpi_pm");
        machine.with(folder + "current_clocksource", "tsc");
        assertThat(Clocks.source(machine.files())).isEqualTo(Finding.ok("clock source", "tsc"));
    }

    /** A clock on which each reading takes some time, and which shows whole steps only. */
    private static LongSupplier clock(long nanosPerReading, long step) {
        var now = new AtomicLong();
        return () -> now.addAndGet(nanosPerReading) / step * step;
    }

    @ParameterizedTest
    @CsvSource({"25, 1, OK", "25, 1000, OK", "250, 1, WEAK", "25, 10000, WEAK", "2500, 1, UNFIT", "25, 100000, UNFIT"})
    void costAndStepOfAClock(long nanosPerReading, long step, Fitness fitness) {
        assertThat(Clocks.nanoTime(clock(nanosPerReading, step)).fitness()).isEqualTo(fitness);
    }

    @Test
    void aClockThatStandsStill() {
        assertThat(Clocks.nanoTime(() -> 0).fitness()).isEqualTo(Fitness.UNFIT);
    }

    @ParameterizedTest
    @CsvSource({"60000, OK, 60 us", "500000, WEAK, 500 us", "15000000, UNFIT, 15000 us"})
    void howLateAParkEnds(long lateNanos, Fitness fitness, String late) {
        var now = new AtomicLong();
        Finding finding = Clocks.timer(now::get, nanos -> now.addAndGet(nanos + lateNanos));
        assertThat(finding.fitness()).isEqualTo(fitness);
        assertThat(finding.found()).contains("ends " + late + " late");
    }
}
