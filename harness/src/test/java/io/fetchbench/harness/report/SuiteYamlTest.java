package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.SuiteLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuiteYamlTest {
    @TempDir
    Path folder;

    @Test
    void canBeRunAgainAsItIs() throws Exception {
        Suite suite = SuiteLoader.load("quick");
        Path file = Files.writeString(folder.resolve("again.yaml"), SuiteYaml.of(suite));
        assertThat(SuiteLoader.load(file.toString())).isEqualTo(suite);
    }
}
