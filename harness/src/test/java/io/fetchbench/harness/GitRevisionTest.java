package io.fetchbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.compare.ChangedStyle;
import io.fetchbench.harness.compare.GitRevision;
import io.fetchbench.harness.verdict.Finding;
import io.fetchbench.harness.verdict.VerdictJson;
import io.fetchbench.harness.verdict.VerdictKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What check --against says of another revision, and what it leaves of a checkout: nothing. Maven is a script here, which in
 * place of building puts down what the test says; a revision that is really built is for the project's CI.
 */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class GitRevisionTest {
    private static final String[] PLAN = {"--suite", "../tiny.yaml", "--metrics", "alloc_bytes_per_fetch", "--pairs",
            "4",
            "--alpha", "10%"};

    @TempDir
    Path folder;
    private Path checkout;

    @BeforeEach
    void makeACheckout() throws Exception {
        checkout = Files.createDirectory(folder.resolve("checkout"));
        Files.writeString(folder.resolve("tiny.yaml"), """
                name: tiny
                workloads:
                  - {name: closed, in-flight: 8, slices: 4, slice: 20ms, warm-up: 100ms}
                """);
        Path services = Files.createDirectories(checkout.resolve("style/src/main/resources/META-INF/services"));
        Files.writeString(services.resolve("io.fetchbench.fetch.FetcherProvider"), "a.Style\n");
        Files.writeString(checkout.resolve("style/pom.xml"), "<project/>");
        git("init", "--quiet");
        git("add", ".");
        git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "-m", "a style");
    }

    /** The other revision's style allocates 20 kB more a fetch, so this checkout's is much better: no regression, and no 0 %. */
    @Test
    void theRevisionIsTheBaseAndThisCheckoutTheCandidate() throws Exception {
        try (BenchProcess bench = check("HEAD", wastefulStyle(), PLAN)) {
            assertThat(bench.awaitExit()).as(bench.out() + bench.err()).isZero();
            assertThat(changeOfAllocation(VerdictKind.PASS)).isLessThan(-0.9);
            assertThat(bench.out()).contains("note: this checkout has no other files than HEAD");
            assertNothingIsLeftButTheRun(bench);
        }
    }

    /** Both arms run the contract of this checkout, so a slower one costs both the same. */
    @Test
    void nothingPassesWhereTheContractDiffers() throws Exception {
        Path source = Files.createDirectories(checkout.resolve("fetch-api/src/main")).resolve("Gate.java");
        Files.writeString(source, "class Gate {}");
        git("add", ".");
        try (BenchProcess bench = check("HEAD", wastefulStyle(), PLAN)) {
            assertThat(bench.awaitExit()).as(bench.out() + bench.err()).isEqualTo(3);
            assertThat(bench.out()).contains("fetch-api is not the one of HEAD").doesNotContain("no other files");
            assertThat(changeOfAllocation(VerdictKind.INCONCLUSIVE)).isLessThan(-0.9);
            assertNothingIsLeftButTheRun(bench);
        }
    }

    /** What puts down the jar of a nio-callbacks that allocates more. */
    private String wastefulStyle() throws IOException {
        Path jar = ChangedStyle.jar(Files.createDirectory(folder.resolve("changed")));
        return """
                while [ "$1" != -f ]; do shift; done
                target=$(dirname "$2")/style/target
                mkdir "$target" && cp '%s' "$target"
                """.formatted(jar);
    }

    private double changeOfAllocation(VerdictKind kind) throws IOException {
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            Finding finding = VerdictJson.read(runs.findFirst().orElseThrow().resolve("verdict.json")).findings()
                    .getFirst();
            assertThat(finding.verdict().kind()).isEqualTo(kind);
            return finding.verdict().changes().getFirst().estimate();
        }
    }

    @Test
    void aRevisionThatDoesNotBuildIsOneLine() throws Exception {
        try (BenchProcess bench = check("HEAD", "echo '[ERROR] no such dependency'; exit 1")) {
            assertThat(bench.awaitExit()).isEqualTo(1);
            assertThat(bench.err()).startsWith("bench: mvn: expected to build the styles of HEAD, got exit code 1")
                    .contains("[ERROR] no such dependency");
            assertThat(bench.err().lines()).hasSize(1);
            assertNothingIsLeft(bench);
        }
    }

    @Test
    void aBuildErrorIsNotHiddenByOneOfRemovingTheWorktree() throws Exception {
        try (BenchProcess bench = check("HEAD", """
                while [ "$1" != -f ]; do shift; done
                rm -r "$(dirname "$2")"
                echo '[ERROR] no such dependency'; exit 1
                """)) {
            assertThat(bench.awaitExit()).isEqualTo(1);
            assertThat(bench.err()).startsWith("bench: mvn: expected to build the styles of HEAD");
            assertNothingIsLeft(bench);
        }
    }

    @Test
    void ctrlCWhileItBuildsLeavesNoWorktree() throws Exception {
        try (BenchProcess bench = check("HEAD", "exec sleep 600")) {
            bench.awaitLine(line -> line.startsWith("Building the styles of HEAD"));
            bench.awaitChild("sleep");
            new ProcessBuilder("kill", "-INT", String.valueOf(bench.pid())).start().waitFor();
            assertThat(bench.awaitExit()).isEqualTo(130);
            assertThat(bench.err().strip()).isEqualTo("interrupted: nothing was measured yet");
            assertNothingIsLeft(bench);
        }
    }

    @Test
    void anUnknownRevisionIsNamed() throws Exception {
        try (BenchProcess bench = check("no-such-branch", "exit 0")) {
            assertThat(bench.awaitExit()).isEqualTo(1);
            assertThat(bench.err()).isEqualToIgnoringNewLines(
                    "bench: revision: expected one that this checkout has, got \"no-such-branch\"; fetch it, or name another");
            assertNothingIsLeft(bench);
        }
    }

    /** Both arms run the contract's code of this checkout, so what differs there can't show. */
    @Test
    void aContractThatDiffersIsSaid() throws Exception {
        var revision = new GitRevision(checkout, "HEAD");
        assertThat(revision.unseen()).isEmpty();
        Path source = Files.createDirectories(checkout.resolve("fetch-api/src/main")).resolve("Gate.java");
        Files.writeString(source, "class Gate {}");
        git("add", ".");
        assertThat(revision.unseen()).singleElement().asString().contains("fetch-api is not the one of HEAD");
        git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "-m", "a gate");
        assertThat(revision.unseen()).isEmpty();
        Files.writeString(source, "class Gate { int slower; }");
        assertThat(revision.unseen()).hasSize(1);
    }

    /** With a Maven that does what the test says. */
    private BenchProcess check(String revision, String maven, String... plan) throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createFile(bin.resolve("mvn"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(bin.resolve("mvn"), "#!/bin/sh\n" + maven + "\n");
        List<String> args = new ArrayList<>(List.of("check", "--against", revision, "--styles", "nio-callbacks",
                "--results", folder.resolve("runs").toString()));
        args.addAll(List.of(plan));
        return BenchProcess.start(checkout, List.of("env", "PATH=" + bin + ":" + System.getenv("PATH")),
                args.toArray(String[]::new));
    }

    private void assertNothingIsLeft(BenchProcess bench) throws Exception {
        assertThat(folder.resolve("runs")).doesNotExist();
        assertNothingIsLeftButTheRun(bench);
    }

    private void assertNothingIsLeftButTheRun(BenchProcess bench) throws Exception {
        assertThat(git("worktree", "list").lines()).hasSize(1);
        assertThat(bench.temporary()).isEmptyDirectory();
    }

    private String git(String... words) throws Exception {
        List<String> command = Stream.concat(Stream.of("git", "-C", checkout.toString()), Stream.of(words)).toList();
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        // Whoever runs this may sign commits, or have hooks.
        builder.environment().putAll(Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"));
        Process git = builder.start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
        return said;
    }
}
