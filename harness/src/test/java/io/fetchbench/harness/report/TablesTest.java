package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.SuiteLoader;
import io.fetchbench.harness.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal's and Markdown's comparison. */
class TablesTest {
    private static final String HOSTILE = "a|b`<b>\u001b[31m\u202e\n# x ";

    @TempDir
    Path folder;

    private RunDirectory directory;

    @BeforeEach
    void setUp() {
        directory = new RunDirectory(folder);
    }

    @Test
    void terminalIsTheSameEverywhere() {
        RunRecord run = SampleRun.sample().in(directory);
        Golden.assertSameEverywhere("terminal.txt", () -> TerminalReport.render(run, directory, false, true));
    }

    @Test
    void markdownIsTheSameEverywhere() {
        RunRecord run = SampleRun.sample().in(directory);
        Golden.assertSameEverywhere("summary.md", () -> SummaryMarkdown.render(run, directory));
    }

    @Test
    void saysOnceUnderTheTableWhichFetchesLatenciesAreOf() throws IOException {
        RunRecord run = SampleRun.of(suite("fetches: 1000, timeout: 2s, faults: {hang: 10%}")).arm("one", 1)
                .arm("broken", Stack.SHARED_CODEC, 1, Validity.INVALID, "lost 3 fetches").arm("two", 2).in(directory);
        String said = "· all arms: latencies are of the fetches that ended OK: 90 % of them all";
        assertThat(TerminalReport.render(run, directory, false, false)).containsOnlyOnce("  " + said + "\n");
        assertThat(SummaryMarkdown.render(run, directory)).containsOnlyOnce("- " + said + "\n");
        assertThat(HtmlReport.render(run, directory)).containsOnlyOnce("<li>" + said + "</li>");
    }

    @Test
    void saysNothingOfThatWhereEveryFetchEndedOk() {
        RunRecord run = SampleRun.sample().in(directory);
        assertThat(TerminalReport.render(run, directory, false, false)).doesNotContain("ended OK");
    }

    private Suite suite(String workload) throws IOException {
        return SuiteLoader.load(Files.writeString(folder.resolve("suite.yaml"),
                "{name: s, description: d, workloads: [{name: w, " + workload + "}]}").toString());
    }

    @Test
    void colourIsOnlyThereWhenAskedForAndChangesNothingElse() {
        RunRecord run = SampleRun.sample().in(directory);
        String plain = TerminalReport.render(run, directory, false, false);
        String coloured = TerminalReport.render(run, directory, true, false);
        assertThat(plain).doesNotContain("\u001b");
        assertThat(coloured).contains("\u001b[32m").isNotEqualTo(plain);
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
    }

    @Test
    void everyLineFitsTheTerminalHoweverLongTheNames() {
        RunRecord run = SampleRun.of(SuiteLoader.load(SampleRun.resource("sample.yaml").toString()))
                .arm("x".repeat(200), 1).arm("y".repeat(200), Stack.WHOLE_STACK, 1234.5, Validity.SUSPECT,
                        "z".repeat(300))
                .arm("plain", 0.013).command("run", "w".repeat(300)).incomplete("v".repeat(300)).in(directory);
        assertThat(TerminalReport.render(run, directory, false, false).lines()).allSatisfy(
                line -> assertThat(Text.width(line)).isLessThanOrEqualTo(100));
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        RunRecord run = SampleRun.of(SuiteLoader.load(SampleRun.resource("sample.yaml").toString())).arm("plain", 1)
                .arm("並行処理".repeat(14), 2).arm("並行", 3).in(directory);
        List<String> lines = TerminalReport.render(run, directory, false, true).lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(Text.width(line)).isLessThanOrEqualTo(100));
        assertThat(lines.stream().filter(line -> line.startsWith("✓ ")).map(line -> Text.width(line))).hasSize(6)
                .allMatch(width -> width == Text.width(lines.stream().filter(l -> l.startsWith("✓ ")).findFirst()
                        .orElseThrow()));
    }

    @Test
    void anInvalidArmHasNoNumbersOnTheTerminal() {
        RunRecord run = SampleRun.sample().in(directory);
        assertThat(TerminalReport.render(run, directory, false, false).lines()
                .filter(line -> line.startsWith("✗ "))).hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("INVALID").doesNotContainPattern("[0-9]"));
    }

    @Test
    void ratiosAreNotOverAnInvalidArmIfThereIsAnother() {
        RunRecord run = SampleRun.of(SuiteLoader.load("quick"))
                .arm("broken", Stack.SHARED_CODEC, 1, Validity.INVALID, "lost 3 fetches").arm("sound", 2)
                .in(directory);
        assertThat(
                TerminalReport.render(run, directory, false, false).lines().filter(line -> line.contains("reference")))
                .hasSize(4).allMatch(line -> line.startsWith("✓ sound"));
    }

    @Test
    void anIncompleteRunSaysSoAndWhatItLacks() {
        RunRecord run = SampleRun.sample().incomplete("interrupted by the user").in(directory);
        var cut = new RunRecord(run.formatVersion(), run.runId(), false, run.incompleteReason(), run.startedAt(),
                run.elapsedNanos(), run.command(), run.environment(), run.suite(), run.cells().subList(0, 2));
        assertThat(TerminalReport.render(cut, directory, false, false)).contains("INCOMPLETE: interrupted by the user",
                "keep-alive-64: not run");
        assertThat(SummaryMarkdown.render(cut, directory)).contains("**INCOMPLETE: interrupted by the user**",
                "keep-alive-64: not run");
    }

    @Test
    void hostileNamesCanNotReachTheTerminalNorMarkUpAnything() {
        RunRecord run = SampleRun.of(SuiteLoader.load("quick"))
                .arm("a|b`<b>", Stack.SHARED_CODEC, 1, Validity.SUSPECT, HOSTILE).command("run", HOSTILE)
                .incomplete(HOSTILE).in(directory);
        assertThat(TerminalReport.render(run, directory, true, false)).doesNotContain("\u001b[31m\u202e", "\u202e");
        assertThat(SummaryMarkdown.render(run, directory)).contains("| a\\|b\\`\\<b\\> |").doesNotContain("\n# x",
                "\u202e");
    }
}
