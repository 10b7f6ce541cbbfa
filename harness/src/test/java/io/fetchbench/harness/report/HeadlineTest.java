package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.SuiteLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadlineTest {
    @TempDir
    Path folder;

    @Test
    void namesTheLeastAndWhatTheOthersTookOverIt() {
        assertThat(keepAlive(run().arm("cheap", 1).arm("dear", Stack.WHOLE_STACK, 2, Validity.VALID)).figures())
                .matches("CPU per fetch: cheap 9\\.\\d\\d µs; median, lowest and highest of 3 rounds: "
                        + "dear † (1\\.9\\d|2\\.\\d\\d)× \\([0-9.]+–[0-9.]+\\)\\.");
    }

    @Test
    void saysThatThereWasOneRoundOnly() {
        Headline once = of(run().arm("cheap", 1).arm("dear", 2)).getFirst();
        assertThat(once.figures()).contains("in one round: dear").doesNotContain("lowest");
        assertThat(once.lead()).contains("in the one round there was").doesNotContain("every round", "each of");
    }

    @Test
    void speaksOfAnIntervalAndNotOfEveryRoundWhereThereIsOne() {
        Headline many = of(SampleRun.of(suite("rounds: 12")).arm("cheap", 1).arm("dear", 2)).getFirst();
        assertThat(many.figures()).contains("median of 12 rounds and its 95 % interval: dear");
        assertThat(many.lead()).matches("cheap used the least CPU per fetch; dear used .*×\\.");
    }

    @Test
    void saysFirstWhatIsInvalidAndLeavesItOut() {
        Headline headline = keepAlive(run().arm("broken", Stack.SHARED_CODEC, 0.5, Validity.INVALID, "wrong checksums")
                .arm("sound", 1).arm("absent", 0));
        assertThat(headline.warning()).isEqualTo("INVALID, left out here: broken.");
        assertThat(headline.missing()).isEqualTo("Not measured: absent.");
        assertThat(headline.figures()).contains("sound 9.").doesNotContain("broken");
        assertThat(headline.line()).startsWith("keep-alive-64 (64 in flight): INVALID, left out here: broken. ");
    }

    @Test
    void marksEachThatIsSuspectOrAllAtOnce() {
        SampleRun one = run().arm("sound", 1).arm("odd", Stack.SHARED_CODEC, 2, Validity.SUSPECT, "noise");
        assertThat(keepAlive(one).doubt()).isEmpty();
        assertThat(keepAlive(one).lead()).contains("odd [SUSPECT] used");
        Headline all = keepAlive(run().arm("odd", Stack.SHARED_CODEC, 1, Validity.SUSPECT, "noise")
                .arm("odder", Stack.SHARED_CODEC, 2, Validity.SUSPECT, "noise"));
        assertThat(all.doubt()).isEqualTo("? all SUSPECT");
        assertThat(all.lead()).contains("odder used").doesNotContain("SUSPECT");
    }

    @Test
    void comparesNoInstrumentWithStyles() {
        assertThat(keepAlive(run().arm("cheap", 2).arm("dear", 3).arm("control", 1)).figures())
                .startsWith("CPU per fetch: cheap ").doesNotContain("control");
        assertThat(keepAlive(run().arm("control", 1).arm("no-op", 0.1)).figures())
                .as("alone, they are what was asked for").startsWith("CPU per fetch: no-op ").contains("control");
    }

    @Test
    void claimsNothingWithoutFigures() {
        Headline headline = keepAlive(run().arm("absent", 0));
        assertThat(headline.lead()).isEqualTo("No figures that can be used.");
        assertThat(headline.figures()).isEmpty();
        assertThat(headline.missing()).isEqualTo("Not measured: absent.");
    }

    @Test
    void tellsMakespansThatAreCloseAsOne() {
        List<Headline> headlines = of(run().arm("quick", 1).arm("slow", 5));
        assertThat(headlines.get(0).lead()).startsWith("Both are done within 0.").contains(" % of each other. ");
        assertThat(headlines.get(1).lead())
                .matches("Done in 5\\d\\.\\d+ ms \\(.*× ideal\\), quick, to .* ms \\(.*× ideal\\), slow\\. .*");
    }

    @Test
    void doesNotTellApartWhatOverlaps() {
        assertThat(keepAlive(run().arm("one", 1).arm("other", 0.98)).lead())
                .isEqualTo("No difference in CPU per fetch told apart.");
    }

    @Test
    void leadsWithWhatNeedsTheLeastAndTheMost() {
        assertThat(keepAlive(run().arm("dear", 3).arm("cheap", 1).arm("fair", 1.5)).lead()).matches(
                "cheap used the least CPU per fetch; others used 1\\.[45]\\d× \\(fair\\) to (2\\.9|3\\.0)\\d× \\(dear\\),"
                        + " more in each of 3 rounds\\.");
        assertThat(keepAlive(run().arm("one", 1).arm("other", 0.98).arm("dear", 2)).lead()).matches(
                "(one|other) used the least CPU per fetch \\(not told apart from it: (one|other)\\); dear used .*×,"
                        + " more in each of 3 rounds\\.");
    }

    /** Rounds' own medians may be in another order than their turns, which were measured beside each other. */
    @Test
    void theLeastIsOneThatNoOtherIsBelowInEveryRound() {
        var directory = new RunDirectory(folder);
        RunRecord run = run().arm("cheap", 1).arm("dear", 1.5).arm("dearest", 2).in(directory);
        run.cells().stream().filter(cell -> cell.arm().equals("dear"))
                .forEach(cell -> cell.forks().forEach(fork -> fork.metrics().put(Metric.CPU, 9.0)));
        Headline headline = Headline.of(Comparison.of(run, directory).tables().get(2)).getFirst();
        assertThat(headline.lead()).startsWith("cheap used the least CPU per fetch; others used 1.");
        assertThat(headline.figures()).startsWith("CPU per fetch: cheap ");
    }

    /** As several comparisons in one run have them: each pair of arms in rounds of its own. */
    @Test
    void comparesNoArmsThatWereNeverMeasuredBesideEachOther() {
        var directory = new RunDirectory(folder);
        RunRecord run = run().arm("one", 1).arm("elsewhere", 1.4).in(directory);
        List<Cell> cells = run.cells().stream().map(cell -> cell.arm().equals("one") ? cell : laterRounds(cell))
                .toList();
        var apart = new RunRecord(run.formatVersion(), run.runId(), true, null, run.startedAt(), run.elapsedNanos(),
                run.command(), run.environment(), run.suite(), cells);
        assertThat(Headline.of(Comparison.of(apart, directory).tables().get(2)).getFirst().lead())
                .isEqualTo("Not all arms took turns with each other, so none is said to need the least CPU.");
    }

    private static Cell laterRounds(Cell cell) {
        return new Cell(cell.arm(), cell.style(), cell.stack(), cell.workload(), cell.validity(), cell.reasons(),
                cell.forks().stream().map(fork -> new ForkRecord(fork.round() + 10, fork.order(), fork.pid(),
                        fork.warmUp(), fork.slices(), fork.metrics())).toList());
    }

    @Test
    void tellsLatenciesOfArrivalsApartOnlyWhereEveryRoundDoes() {
        Headline apart = of(SampleRun.of(open()).arm("quick", 1).arm("slow", 9)).getFirst();
        assertThat(apart.lead()).matches("p99 from the intended start: \\d+\\.\\d+ ms, quick, to .* ms, slow\\. .*");
        Headline alike = of(SampleRun.of(open()).arm("one", 1).arm("other", 1.001)).getFirst();
        assertThat(alike.lead()).containsPattern("p99 from the intended start: .*(in all 2|, not told apart)\\.");
    }

    @Test
    void saysWhichFetchesLatenciesAreOfWhereItNamesOne() {
        Suite faulty = suite("rounds: 2", "name: open, rate: 500, delay: 5ms, faults: {hang: 10%}");
        assertThat(of(SampleRun.of(faulty).arm("quick", 1).arm("slow", 2)).getFirst().lead())
                .contains("slow. Latencies are of the fetches that ended OK: 90 % of them all. ");
        Suite batch = suite("rounds: 2", "name: batch, fetches: 1000, faults: {hang: 10%}");
        assertThat(of(SampleRun.of(batch).arm("quick", 1).arm("slow", 2)).getFirst().lead())
                .doesNotContain("Latencies");
    }

    @Test
    void saysWhatAFetchInFlightKeepsOnTheHeap() {
        var directory = new RunDirectory(folder);
        RunRecord run = run().arm("lean", 1).arm("fat", 1).in(directory);
        run.cells().forEach(cell -> cell.forks().forEach(fork -> fork.metrics().put(Metric.HEAP_IN_FLIGHT,
                (cell.arm().equals("lean") ? 20 : 81) * 1024.0 + fork.round())));
        assertThat(Headline.of(Comparison.of(run, directory).tables().get(2)).getFirst().lead())
                .endsWith("A fetch in flight keeps 20.0 KiB of heap, lean, to 81.0 KiB, fat.");
    }

    private static SampleRun run() {
        return SampleRun.of(SuiteLoader.load("quick"));
    }

    private Headline keepAlive(SampleRun run) {
        return of(run).get(2);
    }

    private Suite suite(String rounds) {
        return suite(rounds, "name: load, slices: 4");
    }

    private Suite open() {
        return suite("rounds: 4", "name: open, rate: 500, delay: 5ms");
    }

    private Suite suite(String rounds, String workload) {
        try {
            return SuiteLoader.load(Files.writeString(folder.resolve("suite.yaml"),
                    "{name: many, description: many rounds, " + rounds + ", workloads: [{" + workload + "}]}")
                    .toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Headline> of(SampleRun run) {
        var directory = new RunDirectory(folder);
        return Comparison.of(run.in(directory), directory).tables().stream()
                .flatMap(table -> Headline.of(table).stream()).toList();
    }
}
