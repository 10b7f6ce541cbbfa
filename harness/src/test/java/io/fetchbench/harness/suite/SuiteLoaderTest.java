package io.fetchbench.harness.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.draw.Fault;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteLoaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"quick", "standard", "full", "soak"})
    void everyBuiltInSuiteLoads(String name) {
        Suite suite = SuiteLoader.load(name);
        assertThat(SuiteLoader.BUILT_IN).contains(name);
        assertThat(suite.name()).isEqualTo(name);
        assertThat(suite.workloads()).isNotEmpty();
    }

    @Test
    void quickHoldsTheLessonsOwnWorkload() {
        Workload seed = SuiteLoader.load("quick").workloads().getFirst();
        assertThat(seed.fetches()).isEqualTo(20);
        assertThat(seed.inFlight()).isEqualTo(20);
        assertThat(seed.delay().text()).isEqualTo("2s");
        assertThat(seed.idealMakespanNanos()).isEqualTo(2_000_000_000L);
    }

    @Test
    void fillsInDefaults() {
        Workload closed = SuiteLoader.parse("""
                name: mine
                rounds: 4
                workloads:
                  - name: w
                    delay: 10ms
                """, "mine.yaml").workloads().getFirst();
        assertThat(closed.drive()).isEqualTo(Drive.CLOSED);
        assertThat(closed.inFlight()).isEqualTo(64);
        assertThat(closed.rounds()).isEqualTo(4);
        assertThat(closed.reuse()).isEqualTo(ConnectionReuse.KEEP_ALIVE);
        assertThat(closed.slice()).as("20 times the delay").isEqualTo(Duration.ofMillis(200));
        assertThat(closed.timeout()).isEqualTo(Duration.ofMillis(10_010));
    }

    @Test
    void theSuiteInTheReadmeLoads() throws Exception {
        String readme = Files.readString(Path.of("..", "README.md"));
        int start = readme.indexOf("```yaml\n") + "```yaml\n".length();
        Suite suite = SuiteLoader.parse(readme.substring(start, readme.indexOf("```", start)), "README.md");
        assertThat(suite.workloads()).hasSize(3)
                .allMatch(workload -> workload.rounds() == 3 && workload.bodyBytes() == 64 * 1024);
    }

    @Test
    void everyKeyIsDocumentedAndTheExampleLoads() throws Exception {
        String doc = Files.readString(Path.of("..", "docs", "suites.md"));
        int start = doc.indexOf("```yaml\n") + "```yaml\n".length();
        assertThat(SuiteLoader.parse(doc.substring(start, doc.indexOf("```", start)), "suites.md").workloads())
                .hasSize(4);
        for (RecordComponent key : WorkloadSpec.class.getRecordComponents()) {
            assertThat(doc)
                    .contains("| `" + key.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + "` |");
        }
        for (Fault fault : Fault.values()) {
            assertThat(doc).contains("`" + fault.key() + "`");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"workloads: [{name: w}, ~]|workloads",
            "styles: [a, ~]\\nworkloads: [{name: w}]|styles",
            "workloads: [{name: w, faults: {reset: ~}}]|reset", "workloads: [{name: w, in-flight: [1, ~]}]|in-flight"})
    void whatDanglesIsNamed(String yaml, String key) {
        assertThatThrownBy(() -> SuiteLoader.parse("name: mine\n" + yaml.replace("\\n", "\n") + "\n", "mine.yaml"))
                .isInstanceOf(UserError.class).hasMessageStartingWith("mine.yaml, line ")
                .hasMessageEndingWith(": " + key + ": expected something after each hyphen or colon, got nothing");
    }

    @Test
    void namesStylesOrLeavesThemOpen() {
        assertThat(SuiteLoader.parse("name: mine\nstyles: [b, a]\nworkloads: [{name: w}]\n", "mine.yaml").styles())
                .containsExactly("b", "a");
        assertThat(SuiteLoader.parse("name: mine\nworkloads: [{name: w}]\n", "mine.yaml").styles()).isEmpty();
    }

    @Test
    void aListOfValuesIsACurve() {
        List<Workload> curve = SuiteLoader.parse("""
                name: mine
                workloads: [{name: w, in-flight: [1, 64], delay: 20ms}, {name: x, delay: [5ms, "uniform(1ms, 3ms)"]}]
                """, "mine.yaml").workloads();
        assertThat(curve).extracting(Workload::name).containsExactly("w-in-flight-1", "w-in-flight-64", "x-delay-5ms",
                "x-delay-uniform_1ms_3ms");
        assertThat(curve).extracting(Workload::inFlight).containsExactly(1, 64, 64, 64);
        assertThat(curve).extracting(Workload::sweep).containsExactly(new SweepPoint("w", "in-flight", 1),
                new SweepPoint("w", "in-flight", 64), new SweepPoint("x", "delay", 5_000_000),
                new SweepPoint("x", "delay", 2_000_000));
    }

    @Test
    void readsEveryDrive() {
        List<Workload> all = SuiteLoader.parse("""
                name: mine
                workloads:
                  - {name: a, rate: 500, arrivals: constant, slice: 1s, seed: 9}
                  - {name: b, drive: cancel, fetches: 100, delay: 1s}
                  - {name: c, fetches: 10, faults: {reset: 10%, status-503: 0.5%}, body-step: cpu 2000 handed-off}
                """, "mine.yaml").workloads();
        assertThat(all).extracting(Workload::drive).containsExactly(Drive.OPEN, Drive.CANCEL, Drive.BATCH);
        assertThat(all.get(0).arrivals()).isEqualTo(new Arrivals(500, false));
        assertThat(all.get(0).seed()).isEqualTo(9);
        assertThat(all.get(1).cancelAfter()).isEqualTo(Duration.ofMillis(500));
        assertThat(all.get(2).faults()).isEqualTo(Map.of(Fault.RESET, 0.1, Fault.STATUS_503, 0.005));
        assertThat(all.get(2).bodyStep().text()).isEqualTo("cpu 2000 handed-off");
    }

    @Test
    void turnsSettleForASecondOrHalfOfAShortWarmUpOrAThirdOfTheSlices() {
        assertThat(settlingTurns("in-flight: 4, slice: 100ms, warm-up: 5s, slices: 60")).isEqualTo(10);
        assertThat(settlingTurns("in-flight: 4, slice: 100ms, warm-up: 1s, slices: 60")).isEqualTo(5);
        assertThat(settlingTurns("in-flight: 4, slice: 10ms, warm-up: 5s, slices: 60")).isEqualTo(20);
        assertThat(settlingTurns("in-flight: 4, slice: 100ms, warm-up: 5s, slices: 16")).isEqualTo(5);
        assertThat(settlingTurns("in-flight: 4, slice: 2s, warm-up: 5s, slices: 60")).isEqualTo(1);
        assertThat(settlingTurns("in-flight: 4, slice: 2s, warm-up: 5s, slices: 2")).isZero();
        assertThat(settlingTurns("fetches: 4, delay: 500ms, warm-up: 5s, slices: 60")).isEqualTo(2);
        assertThat(settlingTurns("drive: cancel, fetches: 4, delay: 100ms, warm-up: 5s, slices: 60")).isZero();
    }

    private static int settlingTurns(String workload) {
        return SuiteLoader.parse("name: mine\nworkloads: [{name: w, " + workload + "}]\n", "mine.yaml").workloads()
                .getFirst().settlingTurns();
    }

    @Test
    void idealMakespanCountsWaves() {
        Workload waves = SuiteLoader.parse("""
                name: mine
                workloads: [{name: w, fetches: 101, in-flight: 50, delay: 20ms}]
                """, "mine.yaml").workloads().getFirst();
        assertThat(waves.idealMakespanNanos()).isEqualTo(60_000_000L);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "workloads: [{name: w, fetchs: 3}]                 | did you mean fetches?",
            "workloads: [{name: w, delay: 5 parsecs}]          | expected a duration such as 50ms, 2s or 300us, got \"5 parsecs\"",
            "workloads: [{name: w, body: -3}]                  | expected a size such as 83, 64KiB or 1MiB, got \"-3\"",
            "workloads: [{name: w, in-flight: 0}]              | workload w, in-flight: expected 1 to 60000, got 0",
            "workloads: [{name: w, in-flight: many}]           | in-flight",
            "workloads: [{name: w, fetches: 2.5}]              | fetches",
            "workloads: [{name: w, reuse: sometimes}]          | workload w, reuse: expected keep-alive or connection-per-fetch",
            "workloads: [{name: w, drive: batch}]              | workload w, fetches: expected the size of the batch, got none",
            "workloads: [{name: w, drive: closed, fetches: 3}] | fetches: expected none for drive closed",
            "workloads: [{name: w, drive: sideways}]           | batch, closed",
            "workloads: [{name: w, delay: 1500ns}]             | delay: expected whole microseconds, got \"1500ns\"",
            "workloads: [{name: w, rate: 0}]                   | workload w, rate: expected more than 0",
            "workloads: [{name: w, drive: open}]               | workload w, rate: expected fetches per second",
            "workloads: [{name: w, drive: closed, rate: 5}]    | workload w, rate: expected none for drive closed",
            "workloads: [{name: w, rate: 5, arrivals: soon}]   | workload w, arrivals: expected constant or poisson",
            "workloads: [{name: w, faults: {rest: 5%}}]        | did you mean reset?",
            "workloads: [{name: w, faults: {reset: 5}}]        | expected a percentage from 0% to 100%, got \"5\"",
            "workloads: [{name: w, faults: {reset: 60%, hang: 50%}}] | faults: expected shares that add up to at most 100%, got 110%",
            "workloads: [{name: w, body-step: sleep}]          | expected none, \"blocking 5ms inline\"",
            "workloads: [{name: w, delay: recorded(no.hlog)}]  | no.hlog: expected an HdrHistogram log",
            "workloads: [{name: w, in-flight: []}]             | workload w, in-flight: expected 1 to 100 distinct values",
            "workloads: [{name: w, in-flight: [5, 5]}]         | workload w, in-flight: expected 1 to 100 distinct values",
            "workloads: [{name: w, in-flight: [1, 2], delay: [1ms, 2ms]}] | expected one key with a list of values, got in-flight and delay",
            "workloads: [{name: ../../etc/passwd}]             | workload name: expected at most 80 lower-case letters",
            "workloads: [{name: w.intended}]                   | not ending in .intended, got \"w.intended\"",
            "workloads: [{name: a-workload-with-a-long-name-of-forty-letters, delay: [5ms, \"mixture(90% 5ms, 10% uniform(50ms, 100ms))\"]}] | at most 80",
            "workloads: [{name: w}, {name: w}]                 | workload w: expected distinct names, got it twice",
            "workloads: []                                     | workloads: expected at least one, got none",
            "workloads: {                                      | mine.yaml",
    })
    void namesPlaceAndRemedyOfEachFault(String yaml, String expected) {
        assertThatThrownBy(() -> SuiteLoader.parse("name: mine\n" + yaml, "mine.yaml"))
                .isInstanceOf(UserError.class).hasMessageStartingWith("mine.yaml").hasMessageContaining(expected);
    }

    @Test
    void namesLineOfAFault() {
        assertThatThrownBy(
                () -> SuiteLoader.parse("name: mine\nworkloads:\n  - name: w\n    delay: soon\n", "mine.yaml"))
                .hasMessageStartingWith("mine.yaml, line 4, column ");
    }

    @Test
    void refusesWhatIsNotThere() {
        assertThatThrownBy(() -> SuiteLoader.load("quik")).isInstanceOf(UserError.class)
                .hasMessage("suite: expected one of quick, standard, full, soak, got \"quik\"; did you mean quick?");
        assertThatThrownBy(() -> SuiteLoader.load("no/such.yaml")).isInstanceOf(UserError.class)
                .hasMessageContaining("no/such.yaml")
                .hasMessageContaining("the built-in suites are quick, standard, full, soak");
    }

    @Test
    void refusesWhatIsNotASuite() throws Exception {
        Path file = folder.resolve("binary.yaml");
        Files.write(file, new byte[]{0, 1, 2, (byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> SuiteLoader.load(file.toString())).isInstanceOf(UserError.class);
        Files.writeString(file, "- just\n- a list\n");
        assertThatThrownBy(() -> SuiteLoader.load(file.toString())).isInstanceOf(UserError.class);
        Files.writeString(file, "name: &a [*a]\n");
        assertThatThrownBy(() -> SuiteLoader.load(file.toString())).isInstanceOf(UserError.class);
        Files.writeString(file, "");
        assertThatThrownBy(() -> SuiteLoader.load(file.toString())).isInstanceOf(UserError.class);
    }
}
