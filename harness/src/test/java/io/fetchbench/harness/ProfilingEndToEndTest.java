package io.fetchbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.plugin.PinningStyle;
import io.fetchbench.plugin.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real forks with both profilers attached, one that pins virtual threads and two whose loops block. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class ProfilingEndToEndTest {
    private static final String SUITE = """
            name: profiled
            rounds: 1
            workloads:
              - {name: w, fetches: 10, body: 0, slices: 2, warm-up: 300ms, body-step: blocking 15ms inline}
            """;

    @TempDir
    Path folder;

    @Test
    void recordingsShowPinnedThreadsAndBlockedLoops() throws Exception {
        Files.writeString(folder.resolve("profiled.yaml"), SUITE);
        PluginJar.write(folder.resolve("pinning.jar"), List.of(PinningStyle.class));
        try (BenchProcess bench = BenchProcess.start(folder, "run", "--suite", "profiled.yaml", "--plugin",
                "pinning.jar", "--styles", "pinning,nio-callbacks,vertx-impl", "--results", "runs", "--jfr",
                "--flamegraph")) {
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
        }
        Path directory = onlyRun();
        RunRecord run = new RunDirectory(directory).readRecord();
        assertThat(run.cells()).hasSize(4).allSatisfy(cell -> assertIsMarkedAndKept(cell, directory));
        ForkRecord pinning = fork(run, "pinning");
        assertThat(pinning.metrics().get(Metric.PINNED)).as("one a fetch, and none of the warm-up").isEqualTo(20);
        assertThat(pinning.metrics().get(Metric.PINNED_TIME)).isGreaterThan(20 * 2.0);
        assertThat(pinning.metrics()).doesNotContainKey(Metric.LOOP_STALLS);
        for (String loop : List.of("nio-callbacks", "vertx-impl")) {
            assertThat(fork(run, loop).metrics()).as(loop).containsEntry(Metric.PINNED, 0.0)
                    .hasEntrySatisfying(Metric.LOOP_STALLS, stalls -> assertThat(stalls).isGreaterThanOrEqualTo(2))
                    .hasEntrySatisfying(Metric.LONGEST_LOOP_TURN, millis -> assertThat(millis).isGreaterThan(15));
        }
        assertThat(Files.readString(directory.resolve("summary.md"))).contains("20 pinned virtual threads");
        assertThat(Files.readAllLines(directory.resolve("results.csv"))).filteredOn(line -> line.contains(",pinning,"))
                .anyMatch(line -> line.endsWith(",pinned_events,events,20,SUSPECT"));
    }

    private static void assertIsMarkedAndKept(Cell cell, Path directory) {
        assertThat(cell.validity()).as(cell.arm()).isEqualTo(Validity.SUSPECT);
        assertThat(cell.reasons()).anyMatch(reason -> reason.startsWith("a profiler was attached: figures include"));
        String key = cell.arm() + "@w-round-0";
        assertThat(cell.forks()).singleElement().satisfies(
                fork -> assertThat(fork.recordings()).containsExactly(key + ".jfr", key + ".flamegraph.html"));
        assertThat(directory.resolve(key + ".jfr")).isNotEmptyFile();
        assertThat(directory.resolve(key + ".flamegraph.html")).content().startsWith("<!DOCTYPE html>").contains(key);
    }

    private static ForkRecord fork(RunRecord run, String arm) {
        return run.cells().stream().filter(cell -> cell.arm().equals(arm)).findFirst().orElseThrow().forks()
                .getFirst();
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
