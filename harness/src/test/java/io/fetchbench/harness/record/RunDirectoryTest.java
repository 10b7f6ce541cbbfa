package io.fetchbench.harness.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.report.SampleRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
    @TempDir
    Path folder;

    @Test
    void readsBackTheRecordItWrote() {
        var directory = new RunDirectory(folder);
        RunRecord complete = SampleRun.quick().in(directory);
        directory.writeRecord(complete);
        assertThat(directory.readRecord()).isEqualTo(complete);
    }

    @Test
    void readsBackAnIncompleteRecord() {
        var directory = new RunDirectory(folder);
        RunRecord incomplete = SampleRun.sample().incomplete("interrupted").in(directory);
        directory.writeRecord(incomplete);
        assertThat(directory.readRecord()).isEqualTo(incomplete);
    }

    @Test
    void keepsNumbersThatAreNone() {
        var directory = new RunDirectory(folder);
        RunRecord run = SampleRun.sample().in(directory);
        Cell cell = run.cells().getFirst();
        ForkRecord fork = cell.forks().getFirst();
        var unknown = new ForkRecord(0, 0, fork.pid(), new WarmUp(1, 1, Double.NaN, false), fork.slices(),
                Map.of(Metric.CPU, Double.NaN));
        var odd = new Cell("a", "a", cell.stack(), cell.workload(), Validity.INVALID, List.of("odd"), List.of(unknown));
        RunRecord written = new RunRecord(run.formatVersion(), run.runId(), run.complete(), null, run.startedAt(), 1,
                run.command(), run.environment(), run.suite(), List.of(odd));
        directory.writeRecord(written);
        assertThat(directory.readRecord()).isEqualTo(written);
    }

    @Test
    void anUnknownWarmUpVariationIsAbsent() throws Exception {
        var directory = new RunDirectory(folder);
        directory.writeRecord(SampleRun.sample().in(directory));
        Path file = folder.resolve("run.json");
        String known = Files.readString(file);
        Files.writeString(file, known.replaceAll("\"variation\" : [0-9.E-]+", "\"variation\" : \"NaN\""));
        RunRecord read = directory.readRecord();
        assertThat(read.cells().getFirst().forks()).allMatch(fork -> fork.warmUp().variation() == null);
        directory.writeRecord(read);
        assertThat(Files.readString(file)).doesNotContain("NaN").doesNotContain("variation").contains("converged");
    }

    @Test
    void namesMetricsAsTheCsvDoes() throws Exception {
        var directory = new RunDirectory(folder);
        directory.writeRecord(SampleRun.sample().in(directory));
        assertThat(Files.readString(folder.resolve("run.json"))).contains("\"cpu_us_per_fetch\"")
                .contains("\"startedAt\" : \"2026-01-31T23:30:15.250Z\"");
    }

    @Test
    void saysWhatIsWrongWithADamagedRecord() throws Exception {
        var directory = new RunDirectory(folder);
        assertThatThrownBy(directory::readRecord).isInstanceOf(UserError.class).hasMessageContaining("run.json");
        Files.writeString(folder.resolve("run.json"), "{\"formatVersion\": 1, \"runId\": [");
        assertThatThrownBy(directory::readRecord).isInstanceOf(UserError.class).hasMessageContaining("run.json");
        Files.writeString(folder.resolve("run.json"), "{\"formatVersion\": 99}");
        assertThatThrownBy(directory::readRecord).isInstanceOf(UserError.class)
                .hasMessageContaining("format version " + RunRecord.FORMAT_VERSION + ", got 99");
    }

    @Test
    void aTakenNameGetsANumber() {
        assertThat(RunDirectory.create(folder, "run").runId()).isEqualTo("run");
        assertThat(RunDirectory.create(folder, "run").runId()).isEqualTo("run-2");
    }
}
