package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.suite.SuiteLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs side by side that planned a workload of the same name otherwise. */
class SideBySideTest {
    @TempDir
    Path folder;

    @Test
    void eachRunIsCompleteByItsOwnPlan() throws IOException {
        Comparison comparison = comparison("slices: 4, rounds: 3", "slices: 4, rounds: 2");
        WorkloadTable table = comparison.tables().getFirst();
        assertThat(table.remarks()).extracting(Remark::text)
                .containsExactly("run B: other conditions: rounds 2 instead of 3");
        String rounds = "3 rounds of fresh forks, 4 slices of 75ms each (run A);"
                + " 2 rounds of fresh forks, 4 slices of 75ms each (run B)";
        assertThat(HtmlWorkload.of(0, table).rounds()).isEqualTo(rounds);
        assertThat(TerminalReport.render(comparison, false, false).replaceAll("\\s+", " ")).contains(rounds);
    }

    @Test
    void headlinesSayWhatTheirOwnRunPlanned() throws IOException {
        Comparison comparison = comparison("fetches: 10, delay: 5ms", "fetches: 20, delay: 10ms");
        assertThat(Headline.of(comparison.tables().getFirst())).extracting(Headline::conditions)
                .containsExactly("10 at once, 5ms", "20 at once, 10ms");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"timeout: 3s | timeout 3s instead of 10s",
            "io-threads: 2 | I/O threads 2 instead of 1", "rounds: 4 | rounds 4 instead of 3",
            "slices: 5 | slices 5 instead of 20", "slice: 80ms | slice length 80ms instead of 75ms",
            "warm-up: 1s | warm-up 1s instead of 3s", "seed: 2 | seed 2 instead of 1",
            "sample-heap: true | heap sampled yes instead of no",
            "body: 1KiB | 64 in flight, no delay, 1024 bytes per body, keep-alive",
            "in-flight: 8, seed: 2 | 8 in flight, no delay, 83 bytes per body, keep-alive; seed 2 instead of 1"})
    void whateverIsOtherwiseInAPlanIsSaid(String change, String said) throws IOException {
        assertThat(comparison("drive: closed", "drive: closed, " + change).tables().getFirst().notes())
                .extracting(Remark::text).containsExactly("run B: other conditions: " + said);
    }

    @Test
    void nothingIsSaidOfPlansThatAreTheSame() throws IOException {
        WorkloadTable table = comparison("slices: 4", "slices: 4").tables().getFirst();
        assertThat(table.notes()).isEmpty();
        assertThat(table.rounds()).isEqualTo("3 rounds of fresh forks, 4 slices of 75ms each");
    }

    @Test
    void anArmsIdealIsByItsOwnRunsDelays() throws IOException {
        assertThat(ideals("fetches: 10, delay: 5ms", "fetches: 10, delay: 8ms")).containsExactly(5.0, 5.0, 8.0, 8.0);
        assertThat(ideals("in-flight: 4", "in-flight: 4")).as("there is none").hasSize(4).containsOnlyNulls();
    }

    @Test
    void theShareOfLatenciesIsSaidOfTheRunThatHasFaults() throws IOException {
        WorkloadTable table = comparison("fetches: 1000", "fetches: 1000, faults: {reset: 10%}").tables().getFirst();
        assertThat(table.folded()).extracting(Remark::text)
                .contains("run B: latencies are of the fetches that ended OK: 90 % of them all")
                .noneMatch(text -> text.startsWith("run A"));
    }

    private List<Double> ideals(String first, String second) throws IOException {
        JsonNode data = JsonMapper.builder().build().readTree(ChartData.json(comparison(first, second)));
        List<Double> ideals = new ArrayList<>();
        data.path("workloads").path(0).path("cells").forEach(cell -> ideals.add(
                cell.path("idealMillis").isNull() ? null : cell.path("idealMillis").asDouble()));
        return ideals;
    }

    private Comparison comparison(String first, String second) throws IOException {
        return Comparison.of(ReportedRun.of(List.of(run(first), run(second)), folder.resolve("both.html")));
    }

    private RunDirectory run(String workload) throws IOException {
        var directory = RunDirectory.create(folder, "run");
        Path suite = Files.writeString(folder.resolve("suite.yaml"),
                "{name: s, description: d, workloads: [{name: w, " + workload + "}]}");
        directory.writeRecord(
                SampleRun.of(SuiteLoader.load(suite.toString())).arm("one", 1).arm("two", 2).in(directory));
        return directory;
    }
}
