package io.fetchbench.harness.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({"256, UNFIT, quick", "1024, UNFIT, quick", "1200, WEAK, full", "1048576, OK, enough for every",
            "unlimited, WEAK, no limit visible"})
    void openFiles(String limit, Fitness fitness, String found) throws IOException {
        var machine = new MachineFiles(root).with("proc/self/limits",
                "Limit             Soft Limit  Hard Limit  Units\nMax open files    " + limit + "  " + limit
                        + "  files");
        Finding finding = new Limits(machine.files()).openFiles();
        assertThat(finding.fitness()).isEqualTo(fitness);
        assertThat(finding.found()).contains(found);
    }

    @ParameterizedTest
    @CsvSource({"32768\t60999, 2, 12, OK, used again after 1 s", "32768\t60999, 0, 12, WEAK, blocked for 60 s",
            "32768\t60999, 2, 20000, WEAK, 20000 in TIME_WAIT", "50000\t55000, 2, 0, WEAK, 5001 (50000-55000)",
            "60000\t60500, 2, 0, UNFIT, 501 (60000-60500)"})
    void portsForAConnectionAFetch(String range, String reuse, int waiting, Fitness fitness, String found)
            throws IOException {
        var machine = new MachineFiles(root).with("proc/sys/net/ipv4/ip_local_port_range", range)
                .with("proc/sys/net/ipv4/tcp_tw_reuse", reuse).with("proc/net/sockstat",
                        "sockets: used 88\nTCP: inuse 10 orphan 0 tw " + waiting + " alloc 14 mem 90");
        Finding finding = new Limits(machine.files()).ports();
        assertThat(finding.fitness()).isEqualTo(fitness);
        assertThat(finding.found()).contains(found);
    }

    @Test
    void saysHowManyConnectionsASecondWithoutReuse() throws IOException {
        var machine = new MachineFiles(root).with("proc/sys/net/ipv4/ip_local_port_range", "32768 60999");
        assertThat(new Limits(machine.files()).ports().advice()).contains("about 470 new connections a second");
    }

    @Test
    void memoryWithinTheContainersLimit() throws IOException {
        var machine = new MachineFiles(root).with("proc/meminfo", "MemTotal: 1 kB\nMemAvailable:   8388608 kB");
        assertThat(new Limits(machine.files()).memory()).isEqualTo(Finding.ok("memory", "8.0 GiB available"));
        machine.with("proc/self/cgroup", "0::/box").with("sys/fs/cgroup/box/memory.max", "3221225472");
        assertThat(new Limits(machine.files()).memory().fitness()).isEqualTo(Fitness.WEAK);
        assertThat(new Limits(machine.files()).memory().found()).isEqualTo("3.0 GiB left by the container's limit");
        machine.with("sys/fs/cgroup/box/memory.current", "2147483648").with("sys/fs/cgroup/box/memory.stat",
                "anon 1610612736\ninactive_file 536870912");
        assertThat(new Limits(machine.files()).memory().found()).as("1.5 GiB are in use, and are not given up")
                .isEqualTo("1.5 GiB left by the container's limit");
        machine.with("sys/fs/cgroup/box/memory.max", "1073741824");
        assertThat(new Limits(machine.files()).memory().fitness()).isEqualTo(Fitness.UNFIT);
        machine.with("sys/fs/cgroup/box/memory.max", "max");
        assertThat(new Limits(machine.files()).memory().fitness()).isEqualTo(Fitness.OK);
        assertThat(new Limits(new SystemFiles(root.resolve("elsewhere"))).memory().fitness())
                .isEqualTo(Fitness.WEAK);
    }

    @Test
    void whatThePlatformDoesNotSay() {
        assertThat(new Limits(new SystemFiles(root)).openFiles().fitness()).isEqualTo(Fitness.WEAK);
        assertThat(new Limits(new SystemFiles(root)).ports().fitness()).isEqualTo(Fitness.WEAK);
    }
}
