package io.fetchbench.harness.cli;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where what was measured is kept, and the command that it is kept with. */
final class RecordOptions {
    @Option(names = "--results", paramLabel = "DIR", description = "Where runs are kept; results/runs unless set.")
    private Path results = Path.of(System.getProperty("fetchbench.home", "."), "results", "runs");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    Path results() {
        return results;
    }

    /** {@return the words after {@code bench}, from the command's name on: what stands before is not about what is measured} */
    List<String> command() {
        return spec.root().commandLine().getParseResult().originalArgs().stream()
                .dropWhile(word -> word.startsWith("-")).toList();
    }
}
