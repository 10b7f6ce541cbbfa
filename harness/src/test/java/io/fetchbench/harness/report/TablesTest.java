package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.suite.SuiteLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The terminal's and Markdown's comparison. */
class TablesTest {
    private static final String HOSTILE = "a|b`<b>\u001b[31m\u202e\n# x ";

    @TempDir
    Path folder;

    private RunDirectory directory;
    private LatencyLogs logs;

    @BeforeEach
    void setUp() {
        directory = new RunDirectory(folder);
        logs = new LatencyLogs(directory);
    }

    @Test
    void terminalIsTheSameEverywhere() throws IOException {
        RunRecord run = SampleRun.sample().in(directory);
        String expected = Files.readString(SampleRun.resource("terminal.txt"));
        assertThat(TerminalReport.render(run, logs, false)).isEqualTo(expected);
        assertThat(Defaults.under(Locale.GERMANY, "Asia/Tokyo", () -> TerminalReport.render(run, logs, false)))
                .isEqualTo(expected);
    }

    @Test
    void markdownIsTheSameEverywhere() throws IOException {
        RunRecord run = SampleRun.sample().in(directory);
        String expected = Files.readString(SampleRun.resource("summary.md"));
        assertThat(SummaryMarkdown.render(run, logs)).isEqualTo(expected);
        assertThat(Defaults.under(Locale.GERMANY, "Asia/Tokyo", () -> SummaryMarkdown.render(run, logs)))
                .isEqualTo(expected);
    }

    @Test
    void colourIsOnlyThereWhenAskedForAndChangesNothingElse() {
        RunRecord run = SampleRun.sample().in(directory);
        String plain = TerminalReport.render(run, logs, false);
        String coloured = TerminalReport.render(run, logs, true);
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
        assertThat(TerminalReport.render(run, logs, false).lines()).allSatisfy(
                line -> assertThat(line.codePointCount(0, line.length())).isLessThanOrEqualTo(100));
    }

    @Test
    void anInvalidArmHasNoNumbersOnTheTerminal() {
        RunRecord run = SampleRun.sample().in(directory);
        assertThat(TerminalReport.render(run, logs, false).lines()
                .filter(line -> line.startsWith("✗ "))).hasSize(2)
                .allSatisfy(line -> assertThat(line).contains("INVALID").doesNotContainPattern("[0-9]"));
    }

    @Test
    void ratiosAreNotOverAnInvalidArmIfThereIsAnother() {
        RunRecord run = SampleRun.of(SuiteLoader.load("quick"))
                .arm("broken", Stack.SHARED_CODEC, 1, Validity.INVALID, "lost 3 fetches").arm("sound", 2)
                .in(directory);
        assertThat(TerminalReport.render(run, logs, false).lines().filter(line -> line.contains("reference")))
                .hasSize(4).allMatch(line -> line.startsWith("✓ sound"));
    }

    @Test
    void anIncompleteRunSaysSoAndWhatItLacks() {
        RunRecord run = SampleRun.sample().incomplete("interrupted by the user").in(directory);
        var cut = new RunRecord(run.formatVersion(), run.runId(), false, run.incompleteReason(), run.startedAt(),
                run.elapsedNanos(), run.command(), run.environment(), run.suite(), run.cells().subList(0, 2));
        assertThat(TerminalReport.render(cut, logs, false)).contains("INCOMPLETE: interrupted by the user",
                "keep-alive-64: not run");
        assertThat(SummaryMarkdown.render(cut, logs)).contains("**INCOMPLETE: interrupted by the user**",
                "keep-alive-64: not run");
    }

    @Test
    void hostileNamesCanNotReachTheTerminalNorMarkUpAnything() {
        RunRecord run = SampleRun.of(SuiteLoader.load("quick"))
                .arm("a|b`<b>", Stack.SHARED_CODEC, 1, Validity.SUSPECT, HOSTILE).command("run", HOSTILE)
                .incomplete(HOSTILE).in(directory);
        assertThat(TerminalReport.render(run, logs, true)).doesNotContain("\u001b[31m\u202e", "\u202e");
        assertThat(SummaryMarkdown.render(run, logs)).contains("| a\\|b\\`\\<b\\> |").doesNotContain("\n# x", "\u202e");
    }
}
