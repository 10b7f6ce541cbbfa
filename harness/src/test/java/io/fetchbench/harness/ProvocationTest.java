package io.fetchbench.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.Conditions;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.Slice;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.plugin.FaultyStyle;
import io.fetchbench.plugin.PluginJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What there is to doubt in a run is really done to one, and has to be found. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class ProvocationTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writePlugin() {
        PluginJar.write(folder.resolve("faulty.jar"),
                List.of(FaultyStyle.LosesOne.class, FaultyStyle.CompletesTwice.class, FaultyStyle.WrongChecksum.class,
                        FaultyStyle.TimesOut.class, FaultyStyle.StartsLate.class, FaultyStyle.Greedy.class,
                        FaultyStyle.WarmsSlowly.class, FaultyStyle.KeepsAll.class, FaultyStyle.Moody.class,
                        FaultyStyle.Lingers.class));
    }

    @Test
    void aFetchThatIsLostOrReportedTwiceOrWrongly() throws Exception {
        try (BenchProcess bench = run("loses-one,completes-twice,wrong-checksum,times-out", """
                - {name: w, fetches: 20, delay: 6ms, timeout: 100ms, slices: 1, warm-up: 200ms}
                """)) {
            assertThat(bench.awaitExit()).as(bench.err()).isEqualTo(3);
        }
        assertFound("loses-one", Validity.INVALID,
                "1 of 20 fetches never reported to their listener; the style loses fetches");
        assertFound("completes-twice", Validity.INVALID,
                "1 of 20 fetches reported more than once; the style completes fetches twice");
        assertFound("wrong-checksum", Validity.INVALID,
                "1 of 20 fetches ended OK with another status, length or checksum than was asked for");
        assertFound("times-out", Validity.INVALID,
                "1 of 20 fetches did not end as scheduled: 19 OK, 1 TIMED_OUT instead of 20 OK");
    }

    @Test
    void aRateOutOfReach() throws Exception {
        try (BenchProcess bench = run("nio-callbacks", """
                - {name: w, rate: 500, in-flight: 1, delay: 20ms, slice: 300ms, slices: 1, warm-up: 200ms}
                """)) {
            assertThat(bench.awaitExit()).as(bench.err()).isEqualTo(3);
        }
        assertFound("nio-callbacks", Validity.INVALID, "rate missed: the slowest slice reached ");
    }

    @Test
    void startTimesThatAreNotTheRealOnes() throws Exception {
        try (BenchProcess bench = run("starts-late", """
                - {name: w, rate: 300, in-flight: 99, delay: 20ms, slice: 500ms, slices: 1, warm-up: 200ms}
                """)) {
            assertThat(bench.awaitExit()).as(bench.err()).isIn(0, 3);
        }
        assumeThat(cell("starts-late").reasons()).as("a machine that keeps the rate")
                .noneMatch(reason -> reason.startsWith("rate missed"));
        assertFound("starts-late", Validity.SUSPECT, "Little's law: fetches per second x mean latency make ");
    }

    @Test
    void aServerAtItsLimit() throws Exception {
        try (BenchProcess bench = run("greedy", """
                - {name: w, in-flight: 32, slice: 5s, slices: 1, warm-up: 200ms}
                """)) {
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
        }
        assumeThat(cell("greedy").reasons()).as("a server that has its core for itself")
                .noneMatch(reason -> reason.startsWith("other processes took") || reason.startsWith("stolen time"));
        assertFound("greedy", Validity.SUSPECT, "mock server was busy ");
    }

    @Test
    void aHeapThatGrows() throws Exception {
        try (BenchProcess bench = run("keeps-all", """
                - {name: w, fetches: 1000, in-flight: 8, slices: 10, sample-heap: true, warm-up: 200ms}
                """)) {
            assertThat(bench.awaitExit()).as(bench.err()).isEqualTo(3);
        }
        assertFound("keeps-all", Validity.INVALID, "heap grows: live objects became ");
    }

    @Test
    void roundsThatDisagree() throws Exception {
        try (BenchProcess bench = run("moody", """
                - {name: w, fetches: 20, in-flight: 1, slices: 2, rounds: 2, warm-up: 200ms}
                """)) {
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
        }
        assertFound("moody", Validity.SUSPECT, "rounds disagree: CPU per fetch from ");
    }

    @Test
    void aPacerThatIsHeldUp() throws Exception {
        try (BenchProcess bench = run("nio-callbacks", """
                - {name: w, rate: 500, in-flight: 99, delay: 5ms, slice: 2s, slices: 1, warm-up: 200ms}
                """)) {
            bench.awaitLine(line -> line.startsWith("w, round 1"));
            ProcessHandle fork = bench.awaitChild("nio-callbacks@w-round-0");
            Thread starving = Thread.ofPlatform().start(() -> starve(fork));
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
            starving.join();
        }
        assertFound("nio-callbacks", Validity.SUSPECT, "pacer late: ");
    }

    @Test
    void aForkThatIsNotWarm() throws Exception {
        try (BenchProcess bench = run("warms-slowly", """
                - {name: w, fetches: 50, in-flight: 1, slices: 8, warm-up: 200ms}
                """)) {
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
        }
        assertFound("warms-slowly", Validity.SUSPECT, "not warm: CPU per fetch fell by more than ");
    }

    @Test
    void aServerThatIsStarvedAndCoresThatOthersUse() throws Exception {
        try (BusyCores _ = BusyCores.begin(); BenchProcess bench = run("nio-callbacks", """
                - {name: w, in-flight: 8, delay: 5ms, slice: 500ms, slices: 2, warm-up: 200ms}
                """)) {
            bench.awaitLine(line -> line.startsWith("w, round 1"));
            ProcessHandle server = bench.awaitChild("MockServerMain");
            Thread starving = Thread.ofPlatform().start(() -> starve(server));
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
            starving.join();
        }
        assertFound("nio-callbacks", Validity.SUSPECT, "delays off: ");
        assertFound("nio-callbacks", Validity.SUSPECT, "other processes took ");
    }

    /** Without the wait most of the other arm's core would be taken in every slice that follows this fork's: in half of them. */
    @Test
    void aForkThatGoesOnAfterItsTurnIsWaitedFor() throws Exception {
        try (BenchProcess bench = run("nio-callbacks,lingers", """
                - {name: w, in-flight: 4, slice: 100ms, slices: 30, warm-up: 400ms}
                """)) {
            assertThat(bench.awaitExit()).as(bench.err()).isZero();
        }
        List<Conditions> slices = cell("nio-callbacks").forks().getFirst().slices().stream().map(Slice::conditions)
                .toList();
        assumeThat(slices).as("a platform that says what its cores do")
                .allMatch(slice -> slice.clientCoreOthersNanos() != null);
        assumeThat(share(slices, Conditions::serverCoreOthersNanos)).as("a machine that does nothing else")
                .isLessThan(0.1);
        assertThat(share(slices, Conditions::clientCoreOthersNanos)).isLessThan(0.25);
    }

    private static double share(List<Conditions> slices, ToLongFunction<Conditions> nanos) {
        return (double) slices.stream().mapToLong(nanos).sum()
                / slices.stream().mapToLong(Conditions::elapsedNanos).sum();
    }

    /** Has it stand still for 20 ms of every 40, until it ends. */
    private static void starve(ProcessHandle process) {
        try {
            while (process.isAlive()) {
                for (String signal : List.of("-STOP", "-CONT")) {
                    new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor();
                    Thread.sleep(20); // how long it stands still is what is under test
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private BenchProcess run(String styles, String workload) throws IOException {
        Files.writeString(folder.resolve("provoked.yaml"), "name: provoked\nrounds: 1\nworkloads:\n" + workload);
        return BenchProcess.start(folder, "run", "--suite", "provoked.yaml", "--plugin", "faulty.jar", "--styles",
                styles, "--results", "runs");
    }

    private void assertFound(String arm, Validity validity, String reason) throws IOException {
        Cell cell = cell(arm);
        assertThat(cell.reasons()).anySatisfy(found -> assertThat(found).startsWith(reason));
        assertThat(cell.validity()).isEqualTo(validity);
    }

    private Cell cell(String arm) throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return new RunDirectory(runs.findFirst().orElseThrow()).readRecord().cellsOf("w").stream()
                    .filter(each -> each.arm().equals(arm)).findFirst().orElseThrow();
        }
    }
}
