package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.suite.SuiteLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadlineTest {
    @TempDir
    Path folder;

    @Test
    void namesTheLeastAndWhatTheOthersTookOverIt() {
        assertThat(keepAlive(run().arm("cheap", 1).arm("dear", Stack.WHOLE_STACK, 2, Validity.VALID)).text())
                .matches("cheap used 9\\.\\d\\d µs of CPU per fetch, the least; over 3 rounds: "
                        + "dear \\[whole stack\\] (1\\.9\\d|2\\.\\d\\d)× \\([0-9.]+–[0-9.]+\\)\\.");
    }

    @Test
    void doesNotTellApartWhatOverlaps() {
        assertThat(keepAlive(run().arm("one", 1).arm("other", 1.001)).text()).endsWith("), not told apart.");
    }

    @Test
    void saysThatThereWasOneRoundOnly() {
        assertThat(headlines(run().arm("cheap", 1).arm("dear", 2)).getFirst().text())
                .contains("in one round: dear").doesNotContain("told apart");
    }

    @Test
    void saysFirstWhatIsInvalidAndLeavesItOut() {
        Headline headline = keepAlive(run().arm("broken", Stack.SHARED_CODEC, 0.5, Validity.INVALID, "wrong checksums")
                .arm("sound", 1).arm("absent", 0));
        assertThat(headline.warning()).isEqualTo("INVALID, left out here: broken.");
        assertThat(headline.text()).startsWith("sound used").endsWith("Not measured: absent.")
                .doesNotContain("broken");
    }

    @Test
    void claimsNothingWithoutFigures() {
        assertThat(keepAlive(run().arm("absent", 0)).text())
                .isEqualTo("No figures that can be used. Not measured: absent.");
    }

    @Test
    void tellsMakespansThatAreCloseAsOne() {
        List<Headline> headlines = headlines(run().arm("quick", 1).arm("slow", 5));
        assertThat(headlines.get(0).text()).matches("Makespans of all 2 within 0\\.[67] %: 2003 ms, .*");
        assertThat(headlines.get(1).text())
                .matches("Makespan from 5\\d\\.\\d+ ms, .* \\(quick\\) to .* \\(slow\\)\\. .*");
    }

    private static SampleRun run() {
        return SampleRun.of(SuiteLoader.load("quick"));
    }

    private Headline keepAlive(SampleRun run) {
        return headlines(run).get(2);
    }

    private List<Headline> headlines(SampleRun run) {
        var directory = new RunDirectory(folder);
        return Comparison.of(run.in(directory), new LatencyLogs(directory)).tables().stream().map(Headline::of)
                .toList();
    }
}
