package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.Stack;
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
        assertThat(keepAlive(run().arm("one", 1).arm("other", 0.98)).text()).endsWith("), not told apart.");
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
    void comparesNoInstrumentWithStyles() {
        assertThat(keepAlive(run().arm("cheap", 2).arm("dear", 3).arm("control", 1)).text())
                .startsWith("cheap used").doesNotContain("control");
        assertThat(keepAlive(run().arm("control", 1).arm("no-op", 0.1)).text()).as("alone, they are what was asked for")
                .startsWith("no-op used").contains("control");
    }

    @Test
    void claimsNothingWithoutFigures() {
        Headline headline = keepAlive(run().arm("absent", 0));
        assertThat(headline.lead()).isEqualTo("No figures that can be used.");
        assertThat(headline.text()).isEqualTo("Not measured: absent.");
    }

    @Test
    void tellsMakespansThatAreCloseAsOne() {
        List<Headline> headlines = headlines(run().arm("quick", 1).arm("slow", 5));
        assertThat(headlines.get(0).lead())
                .startsWith("All 2 are done within 0.").contains(" % of each other in every round.");
        assertThat(headlines.get(1).lead())
                .matches("Done in 5\\d\\.\\d+ ms \\(.*× ideal\\), quick, to .* ms \\(.*× ideal\\), slow\\. .*");
    }

    @Test
    void leadsWithWhatNeedsTheLeastAndTheMost() {
        assertThat(keepAlive(run().arm("dear", 3).arm("cheap", 1).arm("fair", 1.5)).lead())
                .matches(
                        "cheap used the least CPU in each of 3 rounds; dear used (2\\.9|3\\.0)\\d×, others from 1\\.[45]\\d×\\.");
        assertThat(keepAlive(run().arm("one", 1).arm("other", 0.98)).lead())
                .isEqualTo("No difference in CPU per fetch told apart.");
        assertThat(keepAlive(run().arm("one", 1).arm("other", 0.98).arm("dear", 2)).lead())
                .matches(
                        "(one, other|other, one), not told apart, used the least CPU in each of 3 rounds; dear used .*");
    }

    private static SampleRun run() {
        return SampleRun.of(SuiteLoader.load("quick"));
    }

    private Headline keepAlive(SampleRun run) {
        return headlines(run).get(2);
    }

    private List<Headline> headlines(SampleRun run) {
        var directory = new RunDirectory(folder);
        return Comparison.of(run.in(directory), directory).tables().stream()
                .flatMap(table -> Headline.of(table).stream()).toList();
    }
}
