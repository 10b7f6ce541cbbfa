package io.fetchbench.harness.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.session.CoreTimes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {
    private static final long FIVE_SECONDS = 5_000_000_000L;
    private static final List<Integer> CORES = List.of(0, 1);

    @TempDir
    Path root;

    /** Of five seconds, in ticks of a hundredth, on core 1; core 0 was idle. */
    private static CoreTimes spent(int busy, int stolen) {
        return CoreTimes
                .parse(List.of("cpu0 0 0 0 500 0 0 0 0", "cpu1 0 0 0 " + (500 - busy - stolen) + " 0 0 0 " + stolen,
                        "cpu2 500 0 0 0 0 0 0 500"));
    }

    @ParameterizedTest
    @CsvSource({"0, OK, 0.0 %", "20, OK, 2.0 %", "30, WEAK, 3.0 %", "100, WEAK, 10.0 %", "110, UNFIT, 11.0 %"})
    void timeTheHypervisorStole(int ticks, Fitness fitness, String found) {
        Finding finding = Neighbours.stolen(spent(0, ticks), FIVE_SECONDS, CORES);
        assertThat(finding.fitness()).isEqualTo(fitness);
        assertThat(finding.found()).startsWith(found);
    }

    @ParameterizedTest
    @CsvSource({"0, OK, 0 %", "55, OK, 10 %", "60, WEAK, 11 %", "255, WEAK, 50 %", "260, UNFIT, 51 %"})
    void timeOtherProcessesTook(int ticks, Fitness fitness, String found) {
        Finding finding = Neighbours.others(spent(ticks, 0), FIVE_SECONDS, 50_000_000, CORES);
        assertThat(finding.fitness()).as("less 5 ticks of our own").isEqualTo(fitness);
        assertThat(finding.found()).startsWith(found);
    }

    @Test
    void saysWhereThePlatformDoesNotTell() {
        CoreTimes unknown = CoreTimes.parse(List.of());
        assertThat(List.of(Neighbours.stolen(unknown, FIVE_SECONDS, CORES),
                Neighbours.others(unknown, FIVE_SECONDS, 0, CORES),
                Neighbours.load(new SystemFiles(root), 2))).allSatisfy(finding -> {
                    assertThat(finding.fitness()).isEqualTo(Fitness.WEAK);
                    assertThat(finding.found()).isEqualTo("not visible here");
                });
    }

    @ParameterizedTest
    @CsvSource({"0.15 0.3 0.2 1/300 99, OK", "1.00 1.1 1.0 1/300 99, OK", "1.10 1.1 1.0 1/300 99, WEAK",
            "64.00 9 9 1/2 3, WEAK"})
    void theLoadOfTheLastMinuteAlone(String loadavg, Fitness fitness) throws IOException {
        assertThat(Neighbours.load(new MachineFiles(root).with("proc/loadavg", loadavg).files(), 2).fitness())
                .isEqualTo(fitness);
    }
}
