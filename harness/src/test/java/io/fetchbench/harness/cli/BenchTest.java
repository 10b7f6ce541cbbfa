package io.fetchbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.harness.record.RunRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input: one clear line, exit code 1, nothing started. */
class BenchTest {
    @TempDir
    Path folder;

    private record Answer(int exitCode, String out, String err) {}

    private static Answer bench(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Bench.commandLine().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true))
                .execute(args);
        return new Answer(code, out.toString(), err.toString());
    }

    @Test
    void printsHelpWithoutACommand() {
        Answer answer = bench();
        assertThat(answer.exitCode()).isZero();
        assertThat(answer.out()).contains("run", "list", "doctor", "report", "mock", "test", "Exit codes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "runn                               | did you mean",
            "run --styles nio-calbacks          | did you mean nio-callbacks?",
            "run --suite quik                   | did you mean quick?",
            "run --suite quick --workloads keep | workload: expected one of seed-20x2s, fan-out-1000x50ms",
            "run --suite no/such/file.yaml      | no/such/file.yaml: expected a readable suite",
            "run --delay 5parsecs               | '--delay': expected a duration such as 50ms, 2s or 300us, got \"5parsecs\"",
            "run --body huge                    | '--body': expected a size such as 83, 64KiB or 1MiB",
            "run --fetches -1                   | workload ad-hoc, fetches: expected 1 to 10000000, got -1",
            "run --fetches many                 | '--fetches'",
            "run --in-flight 0                  | workload ad-hoc, in-flight: expected 1 to 60000, got 0",
            "run --reuse maybe                  | workload ad-hoc, reuse: expected keep-alive or connection-per-fetch",
            "run --timeout 0                    | workload ad-hoc, timeout: expected 1ns to 7200s, got 0",
            "run --suite quick --fetches 3      | --suite or --workloads together with an ad-hoc option",
            "run --plugin no-such.jar           | plugin no-such.jar: expected a jar, got no such file",
            "run --frobnicate                   | Unknown option: '--frobnicate'",
            "check --baseline no.json --in-flight 8 | a workload's option: expected none with a baseline",
            "check --baseline no.json --pairs 4 | --pairs or --seed: expected neither with a baseline",
            "compare nio-callbacks nio-callbacks --rounds 3 | --rounds: expected none in a comparison",
            "compare nio-callbacks vertx-impl --metrics makespan_ms | metric of workload keep-alive-1: expected one of fetches_per_s, cpu_us_per_fetch",
            "baseline --write no/such/baseline.json --metrics loop_stalls | metric of workload seed-20x2s: expected one of makespan_ms",
            "compare nio-callbacks vertx-impl --slices 3 | workload ad-hoc: expected 4 slices or more in a comparison",
            "compare nio-callbacks vertx-impl --suite standard --workloads faults | workload faults: expected no faults in a comparison",
            "aa --pairs 1 --file no/such/aa.csv --slices 3 | workload ad-hoc: expected 4 slices or more in a comparison",
            "compare nio-callbacks vertx-impl --in-flight 60000 | workload ad-hoc: expected room for 180000 connections, of 3 arms",
            "check --against HEAD --limit 1%    | limit: expected above the least effect of 2 %",
            "check --against HEAD --metrics cpu_us_per_fetch,latency_p99_us,latency_p50_us,fetches_per_s | 13 pairs (--pairs)",
            "check --against HEAD --metrics makespan_ms | metric of workload keep-alive-1: expected one of",
            "check --against HEAD --plugin my.jar | --plugin: expected none with --against",
            "baseline --write no/such/baseline.json --suite standard --workloads faults | workload faults: expected one that the control arm takes part in",
            "baseline --write no/such/baseline.json --styles nio-callbacks,nio-callbacks | --styles: expected each once in a baseline, got nio-callbacks twice",
            "baseline --write target             | --write target: expected a file, got a folder",
            "report --output page.html no/such/run | --output: expected several runs",
            "report no/such/run                 | expected the record of a run",
    })
    void oneLineAndExitCodeOne(String command, String expected) {
        Answer answer = bench(command.split(" "));
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err().replaceAll("\\s+", " ")).containsIgnoringCase(expected);
        assertThat(answer.err()).startsWith("bench: ").doesNotContain("\tat ");
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void saysWhatItMissesInADamagedRun() throws Exception {
        Path record = folder.resolve("run.json");
        Files.writeString(record, "{\"formatVersion\": 99}");
        assertThat(bench("report", folder.toString()).err())
                .contains("expected format version " + RunRecord.FORMAT_VERSION + ", got 99");
        Files.writeString(record, "{\"formatVersion\": 1, \"runId\": ");
        assertThat(bench("report", folder.toString()).err()).contains("expected a run record in JSON");
    }

    @Test
    void saysWhichFolderItCannotWrite() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        Answer answer = bench("run", "--styles", "nio-callbacks", "--results", file.resolve("runs").toString());
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).contains("expected a folder that results can be written to").contains("--results");
    }

    @Test
    void saysBeforehandThatOpenFilesWillNotSuffice() {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long limit = system.getMaxFileDescriptorCount();
        assumeTrue(limit < 60_000, "this machine allows more open files than any workload needs");
        Answer answer = bench("run", "--in-flight", "60000", "--styles", "nio-callbacks", "--results",
                folder.toString());
        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.err()).contains("60200").contains(String.valueOf(limit)).contains("ulimit -n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aPluginThatDoesNotLoadIsNamedInOneLine() throws Exception {
        Path jar = folder.resolve("broken.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/services/" + FetcherProvider.class.getName()));
            out.write("no.such.Style".getBytes(StandardCharsets.UTF_8));
        }
        for (List<String> command : List.of(List.of("run", "--plugin", jar.toString()),
                List.of("compare", "nio-callbacks", "mine@" + jar))) {
            Answer answer = bench(command.toArray(String[]::new));
            assertThat(answer.exitCode()).isEqualTo(1);
            assertThat(answer.err()).startsWith("bench: styles: expected providers that load in Java ")
                    .contains("no.such.Style").hasLineCount(1);
        }
    }

    @Test
    void listsStylesSuitesAndWorkloads() {
        assertThat(bench("list").out()).contains("nio-callbacks", "blocking-threads", "virtual-threads", "vertx-impl",
                "Suite quick", "seed-20x2s", "batch of 20", "alloc_bytes_per_fetch");
    }

    @Test
    void everyCommandInTheReadmeParses() throws Exception {
        List<String> commands = Files.readAllLines(Path.of("..", "README.md")).stream()
                .filter(line -> line.startsWith("./bench ")).map(line -> line.replaceAll("#.*", "").strip())
                .filter(line -> !line.matches("./bench (test|mock).*")).toList();
        assertThat(commands).hasSizeGreaterThanOrEqualTo(6);
        for (String command : commands) {
            String[] words = command.split(" +");
            Bench.commandLine().parseArgs(Arrays.copyOfRange(words, 1, words.length));
        }
    }
}
