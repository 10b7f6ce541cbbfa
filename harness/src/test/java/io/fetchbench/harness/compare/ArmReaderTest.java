package io.fetchbench.harness.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.session.Arm;
import io.fetchbench.harness.session.Session;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.WorkloadSpec;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ArmReaderTest {
    private final ArmReader reader = new ArmReader(Arm.providers(ArmReaderTest.class.getClassLoader()));

    @TempDir
    Path folder;

    @Test
    void twoVersionsOfAStyleRunInOneSession() throws Exception {
        Path jar = ChangedStyle.jar(folder);
        List<Arm> arms = reader.pair("nio-callbacks", "changed=nio-callbacks@" + jar);
        RunRecord run = run(arms);
        assertThat(run.cells()).extracting(cell -> cell.arm()).containsExactlyInAnyOrder("nio-callbacks", "changed");
        assertThat(allocated(run, "changed") - allocated(run, "nio-callbacks"))
                .isBetween(0.9 * ChangedStyle.MORE_BYTES, 1.2 * ChangedStyle.MORE_BYTES);
    }

    private RunRecord run(List<Arm> arms) {
        var workload = new WorkloadSpec("tiny", null, null, List.of(8), null, null, null, null, null, null, null, null,
                null, 1, 4, Duration.ofMillis(30), Duration.ofMillis(300), null, null).resolve(1);
        var quiet = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Session(new Suite("two-versions", "", List.of(), workload), arms, folder.resolve("runs"), List.of(),
                quiet, false).run().run();
    }

    private static double allocated(RunRecord run, String arm) {
        return run.cells().stream().filter(cell -> cell.arm().equals(arm)).findFirst().orElseThrow().forks().getFirst()
                .metrics().get(Metric.ALLOCATED);
    }

    @Test
    void aPlainStyleIsItselfAndMayHaveAName() {
        assertThat(reader.read("nio-callbacks").name()).isEqualTo("nio-callbacks");
        assertThat(reader.read("mine=nio-callbacks")).extracting(Arm::name, arm -> arm.provider().name())
                .containsExactly("mine", "nio-callbacks");
        assertThat(reader.pair("nio-callbacks", "nio-callbacks")).extracting(Arm::name)
                .containsExactly("nio-callbacks", "nio-callbacks.2");
        assertThat(reader.pair("control", "nio-callbacks")).as("the control arm's own name is taken")
                .extracting(Arm::name).containsExactly("control.2", "nio-callbacks");
    }

    @Test
    void whatCannotBeReadIsSaidInOneSentence() throws Exception {
        Path empty = folder.resolve("empty.jar");
        try (var out = new java.util.jar.JarOutputStream(Files.newOutputStream(empty))) {
            out.putNextEntry(new java.util.zip.ZipEntry("nothing"));
        }
        Path noJar = Files.writeString(folder.resolve("no.jar"), "no jar at all");
        assertError("nio-calbacks", "style: expected one of", "did you mean nio-callbacks?");
        assertError("no such=nio-callbacks", "expected a name of lower-case letters", "\"no such\"");
        assertError("nio-callbacks@no/such.jar", "expected a jar at no/such.jar, got no such file");
        assertError("nio-callbacks@" + empty, "expected a provider of style nio-callbacks in", "got none");
        assertError("nio-callbacks@" + noJar, "expected a provider of style nio-callbacks in", "got none");
        assertError("virtual-threads@" + ChangedStyle.jar(folder), "got [nio-callbacks]");
    }

    private void assertError(String arm, String... parts) {
        assertThatThrownBy(() -> reader.read(arm)).isInstanceOf(UserError.class).hasMessageContainingAll(parts)
                .hasMessageNotContaining("\n");
    }
}
