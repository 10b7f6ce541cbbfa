package io.fetchbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.plugin.PluginJar;
import io.fetchbench.plugin.UrlConnectionStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real command, with real forks and a real server, and everything it leaves read back. */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class EndToEndTest {
    private static final String SUITE = """
            name: tiny
            rounds: 2
            workloads:
              - {name: batch, fetches: 20, delay: 20ms, slices: 3, warm-up: 300ms}
              - {name: closed, in-flight: 8, slices: 4, slice: 30ms, warm-up: 300ms}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeSuite() throws IOException {
        Files.writeString(folder.resolve("tiny.yaml"), SUITE);
    }

    @Test
    void aRunLeavesEverythingItMeasured() throws Exception {
        try (BenchProcess bench = run("nio-callbacks,blocking-threads")) {
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
            assertThat(bench.err()).isEmpty();
            assertThat(bench.out()).contains("closed, round 2 of 2", "nio-callbacks", "blocking-threads",
                    "report.html");
        }
        RunDirectory directory = new RunDirectory(onlyRun());
        RunRecord run = directory.readRecord();
        assertThat(run.complete()).isTrue();
        assertThat(run.cells()).as("control takes part in every run").hasSize(6).allSatisfy(cell -> {
            assertThat(cell.reasons()).noneMatch(reason -> reason.contains("fetches"));
            assertThat(cell.validity()).isNotEqualTo(Validity.INVALID);
            assertThat(cell.forks()).hasSize(2)
                    .allSatisfy(fork -> assertThat(fork.slices()).hasSize(cell.workload().equals("batch") ? 3 : 4));
        });
        run.cellsOf("batch").forEach(cell -> cell.forks().forEach(fork -> fork.slices().forEach(slice -> {
            assertThat(slice.accepted()).isEqualTo(20);
            assertThat(slice.elapsedNanos()).as("no batch ends before its delays do").isGreaterThan(20_000_000);
        })));
        assertCsvAgrees(directory, run);
        assertHistogramsAgree(directory, run);
        assertJmhAgrees(directory, run);
        assertReports(directory, run);
    }

    private static void assertCsvAgrees(RunDirectory directory, RunRecord run) throws IOException {
        try (CsvReader<NamedCsvRecord> csv = CsvReader.builder()
                .ofNamedCsvRecord(directory.path().resolve("results.csv"))) {
            List<NamedCsvRecord> rows = csv.stream().toList();
            long expected = run.cells().stream().flatMap(cell -> cell.forks().stream())
                    .mapToLong(fork -> fork.metrics().size()).sum();
            assertThat(rows).hasSize((int) expected);
            for (var cell : run.cells()) {
                for (var fork : cell.forks()) {
                    fork.metrics().forEach((metric, value) -> assertThat(rows).anySatisfy(row -> {
                        assertThat(row.getField("arm")).isEqualTo(cell.arm());
                        assertThat(row.getField("workload")).isEqualTo(cell.workload());
                        assertThat(row.getField("round")).isEqualTo(String.valueOf(fork.round()));
                        assertThat(row.getField("metric")).isEqualTo(metric.key());
                        assertThat(Double.parseDouble(row.getField("value"))).isEqualTo(value);
                        assertThat(row.getField("validity")).isEqualTo(cell.validity().name());
                    }));
                }
            }
        }
    }

    private static void assertHistogramsAgree(RunDirectory directory, RunRecord run) {
        for (var cell : run.cells()) {
            long fetches = cell.forks().stream().flatMap(fork -> fork.slices().stream())
                    .mapToLong(slice -> slice.ok()).sum();
            assertThat(new LatencyLogs(directory).merged(cell.arm(), cell.workload()).orElseThrow().getTotalCount())
                    .isEqualTo(fetches);
        }
    }

    private static void assertJmhAgrees(RunDirectory directory, RunRecord run) throws IOException {
        JsonNode jmh = new JsonMapper().readTree(directory.path().resolve("jmh.json").toFile());
        assertThat(jmh).hasSize(run.cells().size());
        for (JsonNode result : jmh) {
            assertThat(result.path("params").path("arm").asText()).isIn("nio-callbacks", "blocking-threads", "control");
            assertThat(result.path("primaryMetric").path("rawData")).as("one array a fork").hasSize(2);
            for (String metric : List.of("cpu_us_per_fetch", "voluntary_switches_per_fetch", "peak_threads",
                    "server_cpu_us_per_fetch")) {
                JsonNode secondary = result.path("secondaryMetrics").path(metric);
                assertThat(secondary.path("score").asDouble()).as(metric).isPositive();
                assertThat(secondary.path("rawData").get(0)).as("%s of each slice", metric)
                        .hasSameSizeAs(result.path("primaryMetric").path("rawData").get(0));
            }
        }
    }

    private static void assertReports(RunDirectory directory, RunRecord run) throws Exception {
        String html = Files.readString(directory.path().resolve("report.html"));
        assertThat(html).contains("batch", "closed", "nio-callbacks", "blocking-threads", run.runId())
                .doesNotContain("src=\"http", "href=\"http");
        assertThat(Files.readString(directory.path().resolve("summary.md"))).contains("nio-callbacks", "| ");
        Files.delete(directory.path().resolve("report.html"));
        try (BenchProcess again = BenchProcess.start(directory.path(), "report", directory.path().toString())) {
            assertThat(again.awaitExit()).as(again.err()).isZero();
        }
        assertThat(Files.readString(directory.path().resolve("report.html"))).as("made again byte for byte")
                .isEqualTo(html);
    }

    @Test
    void aStyleFromAPluginTakesPart() throws Exception {
        Path jar = folder.resolve("plugin.jar");
        PluginJar.write(jar, List.of(UrlConnectionStyle.class));
        try (BenchProcess bench = BenchProcess.start(folder, "run", "--suite", "tiny.yaml", "--workloads", "closed",
                "--plugin", "plugin.jar", "--styles", "url-connection,nio-callbacks", "--results", "runs")) {
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
        }
        assertThat(new RunDirectory(onlyRun()).readRecord().cells()).hasSize(3)
                .anySatisfy(cell -> assertThat(cell.arm()).isEqualTo("url-connection"))
                .allSatisfy(cell -> assertThat(cell.forks()).hasSize(2));
    }

    @Test
    void aForkThatIsKilledLeavesTheOthersAndIsNamed() throws Exception {
        try (BenchProcess bench = run("nio-callbacks,blocking-threads")) {
            bench.awaitLine(line -> line.startsWith("closed, round 1"));
            bench.awaitChild("nio-callbacks@closed-round-0").destroyForcibly();
            assertThat(bench.awaitExit()).as(bench.err()).isEqualTo(1);
            assertThat(bench.err()).startsWith("bench: fork of nio-callbacks: ").contains("kept in")
                    .doesNotContain("\tat ");
            assertThat(bench.err().lines()).hasSize(1);
        }
        RunRecord run = new RunDirectory(onlyRun()).readRecord();
        assertThat(run.complete()).isFalse();
        assertThat(run.cellsOf("batch")).allMatch(cell -> cell.forks().size() == 2);
        assertThat(run.cellsOf("closed")).filteredOn(cell -> cell.arm().equals("nio-callbacks")).singleElement()
                .matches(cell -> cell.validity() == Validity.INVALID);
        assertThat(run.cellsOf("closed")).filteredOn(cell -> cell.arm().equals("blocking-threads")).singleElement()
                .matches(cell -> cell.forks().size() == 2);
    }

    @Test
    void aServerThatIsKilledEndsTheRunWithWhatItHas() throws Exception {
        try (BenchProcess bench = run("nio-callbacks")) {
            bench.awaitLine(line -> line.startsWith("closed, round 1"));
            bench.awaitChild("MockServerMain").destroyForcibly();
            assertThat(bench.awaitExit()).as(bench.err()).isEqualTo(1);
            assertThat(bench.err())
                    .startsWith("bench: mock server: expected it to run to the end, got its exit with code 137")
                    .contains("kept in").doesNotContain("\tat ");
        }
        RunRecord run = new RunDirectory(onlyRun()).readRecord();
        assertThat(run.complete()).isFalse();
        assertThat(run.incompleteReason()).startsWith("mock server");
        assertThat(run.cellsOf("batch")).hasSize(2).allMatch(cell -> cell.forks().size() == 2);
    }

    @Test
    void ctrlCKeepsTheRunAndLeavesNoProcess() throws Exception {
        interrupt(run("nio-callbacks,blocking-threads"), "closed, round 1", "blocking-threads@closed-round-0");
        RunRecord run = new RunDirectory(onlyRun()).readRecord();
        assertThat(run.complete()).isFalse();
        assertThat(run.incompleteReason()).isEqualTo("interrupted");
        assertThat(run.cellsOf("batch")).hasSize(3);
    }

    @Test
    void ctrlCWithABatchInFlightThatIsToBeCancelledLeavesNoProcess() throws Exception {
        Files.writeString(folder.resolve("cancelled.yaml"), """
                name: cancelled
                workloads:
                  - {name: cancel, drive: cancel, fetches: 500, delay: 60s}
                """);
        interrupt(BenchProcess.start(folder, "run", "--suite", "cancelled.yaml", "--styles", "blocking-threads",
                "--results", "runs"), "cancel, round 1", "blocking-threads@cancel-round-0");
        RunRecord run = new RunDirectory(onlyRun()).readRecord();
        assertThat(run.incompleteReason()).isEqualTo("interrupted");
        assertThat(run.cells()).isEmpty();
    }

    @Test
    void ctrlCWithoutAFolderToKeepAnythingInIsOneLineAndLeavesNoProcess() throws Exception {
        interrupt(run("nio-callbacks,blocking-threads"), "closed, round 1", "blocking-threads@closed-round-0",
                () -> Files.move(folder.resolve("runs"), folder.resolve("moved")), "interrupted: runs");
    }

    /** Sends SIGINT as soon as a fork is there, and waits until every process has ended. */
    private static void interrupt(BenchProcess running, String line, String fork) throws Exception {
        interrupt(running, line, fork, () -> null, "interrupted: what was measured is kept in");
    }

    private static void interrupt(BenchProcess running, String line, String fork, Callable<?> before, String said)
            throws Exception {
        List<ProcessHandle> children;
        try (BenchProcess bench = running) {
            bench.awaitLine(printed -> printed.startsWith(line));
            bench.awaitChild(fork);
            children = ProcessHandle.of(bench.pid()).orElseThrow().descendants().toList();
            before.call();
            new ProcessBuilder("kill", "-INT", String.valueOf(bench.pid())).start().waitFor();
            assertThat(bench.awaitExit()).isEqualTo(130);
            assertThat(bench.err().strip()).startsWith(said).doesNotContain("\n");
        }
        for (ProcessHandle child : children) {
            child.onExit().get();
        }
    }

    @Test
    void aFullDiskIsOneLineAndNoHalfFile() throws Exception {
        // A limit on file size makes writes fail as a full disk does.
        try (BenchProcess bench = BenchProcess.start(folder, List.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh"),
                "run",
                "--suite", "tiny.yaml", "--styles", "nio-callbacks", "--results", "runs")) {
            assertThat(bench.awaitExit()).isEqualTo(1);
            assertThat(bench.err()).startsWith("bench: ").contains("expected to write it").doesNotContain("\tat ");
            assertThat(bench.err().lines()).hasSize(1);
        }
        try (Stream<Path> files = Files.list(onlyRun())) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    private BenchProcess run(String styles) throws IOException {
        return BenchProcess.start(folder, "run", "--suite", "tiny.yaml", "--styles", styles, "--results", "runs");
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
