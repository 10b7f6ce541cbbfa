package io.fetchbench.harness.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorTest {
    @TempDir
    Path root;

    private MachineFiles machine;

    @BeforeEach
    void aMachineOfFourCores() throws IOException {
        machine = new MachineFiles(root).with("proc/self/status", "Name:\tjava\nCpus_allowed_list:\t0-2,5");
    }

    private Processor processor() {
        return new Processor(machine.files());
    }

    @Test
    void coresByAffinity() throws IOException {
        assertThat(processor().cores()).isEqualTo(Finding.ok("cores", "4 usable (0-2,5), no quota"));
        machine.with("proc/self/status", "Cpus_allowed_list:\t3");
        assertThat(processor().cores().fitness()).isEqualTo(Fitness.WEAK);
        assertThat(new Processor(new SystemFiles(root.resolve("elsewhere"))).cores().fitness())
                .isEqualTo(Fitness.WEAK);
    }

    @Test
    void aQuotaOfHalfACoreIsUnfit() throws IOException {
        machine.with("proc/self/cgroup", "0::/system.slice/some.service")
                .with("sys/fs/cgroup/system.slice/some.service/cpu.max", "max 100000");
        assertThat(processor().cores().fitness()).as("no limit").isEqualTo(Fitness.OK);
        machine.with("sys/fs/cgroup/system.slice/cpu.max", "50000 100000");
        assertThat(processor().cores().fitness()).as("a limit of the group around it").isEqualTo(Fitness.UNFIT);
        assertThat(processor().cores().found()).contains("4 usable", "a quota of 0.5 cores");
        machine.with("sys/fs/cgroup/system.slice/cpu.max", "150000 100000");
        assertThat(processor().cores().fitness()).isEqualTo(Fitness.WEAK);
        machine.with("sys/fs/cgroup/system.slice/cpu.max", "200000 100000");
        assertThat(processor().cores().fitness()).isEqualTo(Fitness.OK);
    }

    @Test
    void theSameQuotaInTheOlderControlGroups() throws IOException {
        machine.with("proc/self/cgroup", "3:cpuset:/\n2:cpu,cpuacct:/box\n0::/")
                .with("sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "-1")
                .with("sys/fs/cgroup/cpu/box/cpu.cfs_period_us", "100000");
        assertThat(processor().cores().fitness()).isEqualTo(Fitness.OK);
        machine.with("sys/fs/cgroup/cpu/box/cpu.cfs_quota_us", "50000");
        assertThat(processor().cores().fitness()).isEqualTo(Fitness.UNFIT);
    }

    @Test
    void theGovernorOfEveryUsableCore() throws IOException {
        assertThat(processor().governor().fitness()).isEqualTo(Fitness.WEAK);
        assertThat(processor().governor().found()).startsWith("not visible here");
        for (int core : new int[]{0, 1, 2, 5}) {
            governor(core, "performance");
        }
        governor(3, "powersave");
        assertThat(processor().governor()).as("a core that is not ours").isEqualTo(
                Finding.ok("frequency governor", "performance"));
        governor(5, "powersave");
        assertThat(processor().governor().fitness()).isEqualTo(Fitness.WEAK);
        assertThat(processor().governor().found()).startsWith("performance, powersave");
        assertThat(processor().governor().advice()).contains("cpupower frequency-set -g performance");
    }

    private void governor(int core, String governor) throws IOException {
        machine.with("sys/devices/system/cpu/cpu" + core + "/cpufreq/scaling_governor", governor);
    }

    @Test
    void turboInBothDialects() throws IOException {
        assertThat(processor().turbo().found()).startsWith("not visible here");
        machine.with("sys/devices/system/cpu/cpufreq/boost", "1");
        assertThat(processor().turbo().fitness()).isEqualTo(Fitness.WEAK);
        assertThat(processor().turbo().advice()).contains("echo 0 > /sys/devices/system/cpu/cpufreq/boost");
        machine.with("sys/devices/system/cpu/cpufreq/boost", "0");
        assertThat(processor().turbo()).isEqualTo(Finding.ok("turbo", "off"));
        machine.with("sys/devices/system/cpu/intel_pstate/no_turbo", "0");
        assertThat(processor().turbo().advice()).contains("echo 1 > /sys/devices/system/cpu/intel_pstate/no_turbo");
    }
}
