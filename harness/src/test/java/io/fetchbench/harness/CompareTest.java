package io.fetchbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.compare.ChangedStyle;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.verdict.VerdictJson;
import io.fetchbench.harness.verdict.VerdictKind;
import io.fetchbench.harness.verdict.VerdictRecord;
import io.fetchbench.plugin.FaultyStyle;
import io.fetchbench.plugin.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real comparing commands, with real forks, on plans of seconds. */
@Timeout(300)
@EnabledOnOs(OS.LINUX)
class CompareTest {
    private static final String SUITE = """
            name: tiny
            rounds: 1
            workloads:
              - {name: closed, in-flight: 8, slices: 4, slice: 20ms, warm-up: 100ms}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeSuite() throws IOException {
        Files.writeString(folder.resolve("tiny.yaml"), SUITE);
    }

    @Test
    void aVersionThatAllocatesMoreIsARegression() throws Exception {
        Path jar = ChangedStyle.jar(Files.createDirectory(folder.resolve("changed")));
        try (BenchProcess bench = BenchProcess.start(folder, List.of("env", "GITHUB_ACTIONS=true"), "compare",
                "nio-callbacks", "changed=nio-callbacks@" + jar, "--metrics", "alloc_bytes_per_fetch", "--pairs", "4",
                "--alpha", "10%", "--suite", "tiny.yaml", "--results", "runs")) {
            assertThat(bench.awaitExit()).as(bench.err()).isEqualTo(2);
            assertThat(bench.err()).isEmpty();
            assertThat(bench.out()).contains("pair 1 of 4", "confirming pair 8 of 8",
                    "changed: bytes allocated per fetch +", "regression", "verdict.json",
                    "\n::error title=");
        }
        Path run = onlyRun();
        VerdictRecord verdict = VerdictJson.read(run.resolve("verdict.json"));
        assertThat(verdict.kind()).isEqualTo(VerdictKind.REGRESSION);
        assertThat(verdict.findings()).singleElement().satisfies(finding -> assertThat(finding.pairs()).hasSize(8));
        assertThat(Files.readString(run.resolve("junit.xml"))).contains("<failure");
        RunRecord record = new RunDirectory(run).readRecord();
        assertThat(record.complete()).isTrue();
        assertThat(record.cells()).extracting(cell -> cell.arm())
                .containsExactlyInAnyOrder("nio-callbacks", "changed", "control");
        String summary = Files.readString(run.resolve("summary.md"));
        assertThat(summary).startsWith(Files.readString(run.resolve("verdict.md"))).contains("## closed");
        Files.delete(run.resolve("summary.md"));
        try (BenchProcess report = BenchProcess.start(folder, "report", run.toString())) {
            assertThat(report.awaitExit()).as(report.err()).isZero();
        }
        assertThat(Files.readString(run.resolve("summary.md"))).as("made again byte for byte").isEqualTo(summary);
    }

    @Test
    void aCandidateWhoseFetchesEndWronglyFailsTheBuild() throws Exception {
        PluginJar.write(folder.resolve("faulty.jar"), List.of(FaultyStyle.WrongChecksum.class));
        Files.writeString(folder.resolve("tiny.yaml"), """
                name: tiny
                workloads:
                  - {name: batch, fetches: 20, delay: 6ms, slices: 4, warm-up: 100ms}
                """);
        try (BenchProcess bench = bench("compare", "nio-callbacks", "wrong-checksum@faulty.jar", "--pairs", "4",
                "--alpha", "10%")) {
            assertThat(bench.awaitExit()).as(bench.err()).isEqualTo(1);
            assertThat(bench.err())
                    .startsWith("bench: wrong-checksum: expected it to do what the workload asks for, got");
            assertThat(bench.out()).contains("wrong-checksum: ", "invalid",
                    "fetches ended OK with another status, length or checksum than was asked for");
        }
        VerdictRecord verdict = VerdictJson.read(onlyRun().resolve("verdict.json"));
        assertThat(verdict.kind()).isEqualTo(VerdictKind.INVALID);
        assertThat(verdict.findings()).singleElement().satisfies(
                finding -> assertThat(finding.pairs()).as("more of them can't change it").hasSize(1));
    }

    @Test
    void aVerdictTellsWhatTheMachineDidMeanwhile() throws Exception {
        try (BusyCores _ = BusyCores.begin();
                BenchProcess bench = bench("compare", "nio-callbacks", "same=nio-callbacks", "--pairs", "4", "--alpha",
                        "10%")) {
            assertThat(bench.awaitExit()).as(bench.err()).isIn(0, 2, 3);
            assertThat(bench.out()).contains("suspect: other processes took ");
        }
        assertThat(Files.readString(onlyRun().resolve("verdict.md"))).contains("suspect: other processes took ");
    }

    @Test
    void aForkThatDiesEndsAComparisonWithWhatItHas() throws Exception {
        try (BenchProcess bench = bench("compare", "nio-callbacks", "blocking-threads")) {
            bench.awaitLine(line -> line.startsWith("pair 2"));
            bench.awaitChild("blocking-threads@closed-round-1").destroyForcibly();
            assertThat(bench.awaitExit()).as(bench.err()).isEqualTo(1);
            assertThat(bench.err()).startsWith("bench: fork of blocking-threads: ").contains("kept in");
            assertThat(bench.err().lines()).hasSize(1);
        }
        RunRecord record = new RunDirectory(onlyRun()).readRecord();
        assertThat(record.complete()).isFalse();
        assertThat(record.cells()).anySatisfy(cell -> assertThat(cell.forks()).isNotEmpty());
    }

    @Test
    void aaGoesOnWhereItWasCut() throws Exception {
        String[] command = {"aa", "--pairs", "2", "--inject", "50%", "--file", "aa.csv", "--suite", "tiny.yaml"};
        Path file = folder.resolve("aa.csv");
        try (BenchProcess bench = BenchProcess.start(folder, command)) {
            bench.awaitLine(line -> line.startsWith("pair 1 of 2: CPU per fetch"));
            interrupt(bench);
            assertThat(bench.awaitExit()).isEqualTo(130);
            assertThat(bench.err().strip()).isEqualTo("interrupted: what was measured is kept in aa.csv");
            assertThat(bench.out()).doesNotContain("given up");
        }
        List<String> kept = Files.readAllLines(file);
        assertThat(kept).hasSize(2);
        try (BenchProcess bench = BenchProcess.start(folder, command)) {
            assertThat(bench.awaitExit()).isEqualTo(1);
            assertThat(bench.err()).contains("aa.csv: expected no such file yet, got one").contains("--resume");
        }
        try (BenchProcess bench = BenchProcess.start(folder, with(command, "--resume"))) {
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
            assertThat(bench.out()).contains("| nio-callbacks | closed |", "| 50.00 % |", "bootstrap");
        }
        List<String> all = Files.readAllLines(file);
        assertThat(all).hasSize(3).startsWith(kept.toArray(String[]::new));
        int injected = List.of(all.getFirst().split(",")).indexOf("injected");
        assertThat(all.stream().skip(1).map(line -> Double.parseDouble(line.split(",")[injected])))
                .as("what forks say they injected, barely warm")
                .allSatisfy(share -> assertThat(share).isFinite().isNotZero());
        Files.write(file, all.stream().map(line -> line.replace(" cores,", "0 cores,")).toList());
        try (BenchProcess bench = BenchProcess.start(folder, with(command, "--resume"))) {
            assertThat(bench.awaitExit()).isEqualTo(1);
            assertThat(bench.err()).contains("aa.csv: expected pairs of this machine (", "0 cores").contains("--file");
        }
        try (BenchProcess bench = BenchProcess.start(folder, "aa", "--figures", "--file", "aa.csv")) {
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
            assertThat(bench.out()).contains("| 50.00 % | ", " | 2 | ", "(too few pairs for an interval)");
        }
    }

    @Test
    void aaMakesNothingOfAStyleWhoseFetchesEndWrongly() throws Exception {
        PluginJar.write(folder.resolve("faulty.jar"), List.of(FaultyStyle.WrongChecksum.class));
        Files.writeString(folder.resolve("tiny.yaml"), """
                name: tiny
                workloads:
                  - {name: closed, in-flight: 4, delay: 6ms, slices: 4, slice: 50ms, warm-up: 100ms}
                """);
        try (BenchProcess bench = BenchProcess.start(folder, "aa", "--style", "wrong-checksum@faulty.jar", "--pairs",
                "1", "--file", "aa.csv", "--suite", "tiny.yaml")) {
            assertThat(bench.awaitExit()).isEqualTo(1);
            assertThat(bench.err())
                    .startsWith("bench: pair 1 of 1: expected each arm to do what the workload asks for, got something"
                            + " else");
        }
        assertThat(folder.resolve("aa.csv")).doesNotExist();
    }

    @Test
    void aBaselineIsMadeOnPurposeAndCheckedAgainst() throws Exception {
        try (BenchProcess bench = BenchProcess.start(folder, "check", "--baseline", "baseline.json")) {
            assertThat(bench.awaitExit()).isEqualTo(1);
            assertThat(bench.err()).contains("baseline.json").contains("expected");
        }
        try (BenchProcess bench = bench("baseline", "--write", "new/baseline.json", "--sessions", "2", "--styles",
                "nio-callbacks")) {
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
        }
        try (BenchProcess bench = BenchProcess.start(folder, "check", "--baseline", "new/baseline.json", "--results",
                "runs")) {
            assertThat(bench.awaitExit()).as(bench.err()).as("two sessions tell too little to pass or to fail")
                    .isIn(0, 2, 3);
            assertThat(bench.out()).contains("nio-callbacks: ", "verdict.json");
        }
        Path elsewhere = folder.resolve("elsewhere.json");
        Files.writeString(elsewhere,
                Files.readString(folder.resolve("new/baseline.json")).replaceFirst("\"cpu\" : \"[^\"]*\"",
                        "\"cpu\" : \"Another\""));
        try (BusyCores _ = BusyCores.begin();
                BenchProcess bench = BenchProcess.start(folder, "check", "--baseline", "elsewhere.json", "--results",
                        "runs")) {
            assertThat(bench.awaitExit()).as(bench.err()).isEqualTo(3);
            assertThat(bench.out()).contains("invalid").contains("CPU model: Another in the baseline",
                    "suspect: other processes took ");
        }
        try (BenchProcess bench = BenchProcess.start(folder, "history", "--results", "runs", "--history", "history")) {
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
            assertThat(bench.out())
                    .contains("nio-callbacks on closed, cpu_us_per_fetch: 2 of 2 runs are usable, too few to"
                            + " see a shift, which takes 16");
        }
        Files.writeString(Files.createDirectory(folder.resolve("runs/damaged")).resolve("run.json"),
                "{\"formatVersion\": 3");
        try (BenchProcess bench = BenchProcess.start(folder, "history", "--results", "runs", "--history", "history")) {
            assertThat(bench.awaitExit()).isEqualTo(1);
            assertThat(bench.out()).as("of the runs that can be read").contains("2 of 2 runs are usable");
            assertThat(bench.err()).startsWith("left out: ")
                    .contains("bench: runs: expected runs that can be read, got 1 that can't");
        }
        assertThat(Files.readAllLines(folder.resolve("history/nio-callbacks@closed.csv"))).hasSize(3);
    }

    private BenchProcess bench(String... command) throws IOException {
        return BenchProcess.start(folder,
                with(command, command[0].equals("check") ? new String[]{}
                        : new String[]{"--suite", "tiny.yaml",
                                "--results", "runs"}));
    }

    private static String[] with(String[] command, String... more) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static void interrupt(BenchProcess bench) throws Exception {
        new ProcessBuilder("kill", "-INT", String.valueOf(bench.pid())).start().waitFor();
    }

    private Path onlyRun() throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            List<Path> all = runs.toList();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
