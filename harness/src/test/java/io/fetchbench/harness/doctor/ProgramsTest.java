package io.fetchbench.harness.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramsTest {
    @TempDir
    Path folder;

    @Test
    void tasksetOnThePath() throws IOException {
        assertThat(Programs.taskset(folder.toString()).fitness()).isEqualTo(Fitness.WEAK);
        Path program = Files.createFile(folder.resolve("taskset"));
        assertThat(Programs.taskset(folder.toString()).fitness()).as("not a program").isEqualTo(Fitness.WEAK);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        assertThat(Programs.taskset("/no/such:" + folder).fitness()).isEqualTo(Fitness.OK);
    }

    @Test
    void theJdk() {
        assertThat(Programs.jdk(25, "Vendor", "25.0.3+9-LTS", "OpenJDK 64-Bit Server VM 25.0.3"))
                .isEqualTo(Finding.ok("JDK", "Vendor 25.0.3+9-LTS"));
        assertThat(Programs.jdk(25, "Vendor", "25-ea+3", "OpenJDK 64-Bit Server VM").fitness())
                .isEqualTo(Fitness.WEAK);
        assertThat(Programs.jdk(26, "Vendor", "26+3", "OpenJDK 64-Bit Server VM").fitness()).isEqualTo(Fitness.WEAK);
        assertThat(Programs.jdk(25, "Vendor", "25", "OpenJDK 64-Bit Server VM fastdebug-25").fitness())
                .isEqualTo(Fitness.UNFIT);
    }

    @Test
    void aFallbackOfTheServerOrTheClock() {
        assertThat(Programs.transport("epoll", "Linux 6.1").fitness()).isEqualTo(Fitness.OK);
        assertThat(Programs.transport("nio", "Linux 6.1").fitness()).isEqualTo(Fitness.WEAK);
        assertThat(Programs.transport("nio", "Windows 11").fitness()).as("all there is").isEqualTo(Fitness.OK);
        assertThat(Programs.cpuClock("clock_gettime(CLOCK_PROCESS_CPUTIME_ID)").fitness()).isEqualTo(Fitness.OK);
        assertThat(Programs.cpuClock("platform bean, in ticks of about 10 ms").fitness()).isEqualTo(Fitness.WEAK);
    }
}
