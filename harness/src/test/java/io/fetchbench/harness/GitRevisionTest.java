package io.fetchbench.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.compare.GitRevision;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What check --against leaves of a checkout when it can't go on: nothing. That it does go on is for the project's CI. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class GitRevisionTest {
    @TempDir
    Path folder;
    private Path checkout;

    @BeforeEach
    void makeACheckout() throws Exception {
        checkout = Files.createDirectory(folder.resolve("checkout"));
        Path services = Files.createDirectories(checkout.resolve("style/src/main/resources/META-INF/services"));
        Files.writeString(services.resolve("io.fetchbench.fetch.FetcherProvider"), "a.Style\n");
        Files.writeString(checkout.resolve("style/pom.xml"), "<project/>");
        git("init", "--quiet");
        git("add", ".");
        git("-c", "user.name=test", "-c", "user.email=test@localhost", "commit", "--quiet", "-m", "a style");
    }

    @Test
    void aRevisionThatDoesNotBuildIsOneLine() throws Exception {
        try (BenchProcess bench = check("HEAD", "echo '[ERROR] no such dependency'; exit 1")) {
            assertThat(bench.awaitExit()).isEqualTo(1);
            assertThat(bench.err()).startsWith("bench: mvn: expected to build the styles of HEAD, got exit code 1")
                    .contains("[ERROR] no such dependency");
            assertThat(bench.err().lines()).hasSize(1);
        }
        assertNothingIsLeft();
    }

    @Test
    void ctrlCWhileItBuildsLeavesNoWorktree() throws Exception {
        try (BenchProcess bench = check("HEAD", "exec sleep 600")) {
            bench.awaitLine(line -> line.startsWith("Building the styles of HEAD"));
            bench.awaitChild("sleep");
            new ProcessBuilder("kill", "-INT", String.valueOf(bench.pid())).start().waitFor();
            assertThat(bench.awaitExit()).isEqualTo(130);
            assertThat(bench.err().strip()).isEqualTo("interrupted: nothing was measured yet");
        }
        assertNothingIsLeft();
    }

    @Test
    void anUnknownRevisionIsNamed() throws Exception {
        try (BenchProcess bench = check("no-such-branch", "exit 0")) {
            assertThat(bench.awaitExit()).isEqualTo(1);
            assertThat(bench.err()).isEqualToIgnoringNewLines(
                    "bench: revision: expected one that this checkout has, got \"no-such-branch\"; fetch it, or name another");
        }
        assertNothingIsLeft();
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
    private BenchProcess check(String revision, String maven) throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.createFile(bin.resolve("mvn"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(bin.resolve("mvn"), "#!/bin/sh\n" + maven + "\n");
        return BenchProcess.start(checkout,
                List.of("env", "PATH=" + bin + ":" + System.getenv("PATH")), "check", "--against",
                revision, "--styles", "nio-callbacks", "--results", folder.resolve("runs").toString());
    }

    private void assertNothingIsLeft() throws Exception {
        assertThat(git("worktree", "list").lines()).hasSize(1);
        assertThat(folder.resolve("runs")).doesNotExist();
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("fetchbench-check"))).isEmpty();
        }
    }

    private String git(String... words) throws Exception {
        List<String> command = Stream.concat(Stream.of("git", "-C", checkout.toString()), Stream.of(words)).toList();
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
        return said;
    }
}
