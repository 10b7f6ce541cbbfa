package io.fetchbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real command on this machine, whatever that may be fit for. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class DoctorEndToEndTest {
    private static final List<String> SUBJECTS = List.of("cores", "frequency governor", "turbo", "taskset", "JDK",
            "load average", "stolen time", "other processes", "clock source", "nanoTime", "timer", "open files",
            "ports",
            "memory", "transport", "CPU clock", "identical arms");

    @TempDir
    Path folder;

    @Test
    void saysOfEverySubjectWhatItFoundAndExitsAccordingly() throws Exception {
        try (BenchProcess bench = BenchProcess.start(folder, List.of("env", "TERM=dumb"), "doctor")) {
            int exitCode = bench.awaitExit();
            List<String> lines = bench.out().lines().toList();
            assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100))
                    .noneMatch(line -> line.contains("\u001b"));
            for (String subject : SUBJECTS) {
                assertThat(lines).as(bench.err())
                        .filteredOn(line -> line.matches("(ok|weak|unfit) +" + subject + " .*"))
                        .as(subject).hasSize(1);
            }
            boolean unfit = lines.stream().anyMatch(line -> line.startsWith("unfit "));
            assertThat(lines.getLast()).startsWith(unfit ? "Unfit to measure on" : "Fit to measure on");
            assertThat(exitCode).isEqualTo(unfit ? 3 : 0);
            assertThat(bench.temporary()).as("the sample's own run").isEmptyDirectory();
        }
    }
}
