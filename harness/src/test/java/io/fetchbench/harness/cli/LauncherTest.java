package io.fetchbench.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher itself, in a checkout of a few files, with a JDK and a Maven that only tell how they were called. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {
    private static final String SOURCE = "harness/src/main/java/Code.java";
    private static final String LIBRARY = "harness/target/lib/library.jar";
    /** Says how often it was called, makes the jars of the sources it finds, or fails as it is told to. */
    private static final String MAVEN = """
            home=$(dirname "$2")
            echo called >>"$home/maven-calls"
            [ ! -f "$home/broken" ] || exit 2
            mkdir -p "$home/harness/target/lib"
            cp "$home/harness/src/main/java/Code.java" "$home/harness/target/harness-0.1.0-SNAPSHOT.jar"
            echo library >"$home/harness/target/lib/library.jar"
            """;

    @TempDir
    Path folder;

    private Path checkout;

    @BeforeEach
    void makeTools() throws IOException {
        checkOutInto("checkout");
        script("jdk/bin/javac", "echo javac 25.0.1");
        script("jdk/bin/java", "echo \"java $*\"; exit 2");
        script("bin/mvn", MAVEN);
    }

    @Test
    void javaIsStartedAndItsExitCodeIsTheLaunchers() throws Exception {
        Said said = bench("check", "--baseline", "a file");
        assertThat(said.out()).startsWith("java ").endsWith(" io.fetchbench.harness.cli.Bench check --baseline a file");
        assertThat(said.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout", "target", "results", "src/main/target"})
    void whatIsBuiltIsWhatTheSourcesSayWhateverTheirTimes(String name) throws Exception {
        checkOutInto(name);
        assertThat(buildsAfterStart()).isEqualTo(1);
        assertThat(buildsAfterStart()).as("nothing changed").isEqualTo(1);

        put(SOURCE, "two");
        Files.setLastModifiedTime(checkout.resolve(SOURCE), FileTime.from(Instant.EPOCH));
        assertThat(buildsAfterStart()).as("an older file of the same length").isEqualTo(2);

        Files.setLastModifiedTime(checkout.resolve(SOURCE), FileTime.from(Instant.now()));
        put("harness/src/test/java/CodeTest.java", "test");
        put("results/pom.xml", "a result");
        assertThat(buildsAfterStart()).as("nothing that is built changed").isEqualTo(2);

        put("style/src/main/java/target/Added.java", "added");
        assertThat(buildsAfterStart()).as("a file more").isEqualTo(3);
        Files.delete(checkout.resolve("style/src/main/java/target/Added.java"));
        assertThat(buildsAfterStart()).as("a file less").isEqualTo(4);
        put("style/pom.xml", "other dependencies");
        assertThat(buildsAfterStart()).as("another pom.xml").isEqualTo(5);
    }

    @Test
    void jarsThatItsOwnBuildDidNotLeaveAreBuiltAgain() throws Exception {
        buildsAfterStart();
        put(LIBRARY, "changed");
        assertThat(buildsAfterStart()).as("another library").isEqualTo(2);
        put("harness/target/lib/library-of-an-earlier-build.jar", "old");
        assertThat(buildsAfterStart()).as("a library more").isEqualTo(3);
    }

    @Test
    void mavenFindsNoClassesOfAnEarlierBuild() throws Exception {
        put("style/target/classes/Gone.class", "gone");
        put("style/target/generated-sources/annotations/Gone.java", "gone");
        put("style/target/style.jar", "gone");
        put("style/target/surefire-reports/kept.txt", "kept");
        buildsAfterStart();
        try (Stream<Path> left = Files.walk(checkout.resolve("style/target"))) {
            assertThat(left.filter(Files::isRegularFile).map(file -> file.getFileName().toString()))
                    .containsExactly("kept.txt");
        }
    }

    @Test
    void aBuildThatFailsIsNoRegressionAndIsTriedAgain() throws Exception {
        buildsAfterStart();
        put("broken", "");
        put(SOURCE, "two");
        assertFails(bench("run"), "bench: build: expected it to succeed, got ");
        Files.delete(checkout.resolve("broken"));
        put(SOURCE, "one");
        assertThat(buildsAfterStart()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"harness/target", "harness/target/build.log/not-a-file"})
    void aFolderThatCannotBeWrittenIsNoRegression(String inTheWay) throws Exception {
        put(inTheWay, "");
        Said said = bench("run");
        assertFails(said, "bench: target folders: expected to write in those of ");
        assertThat(said.err().lines()).as("that it builds, and why it can't").hasSize(2);
        assertThat(builds()).isZero();
    }

    @Test
    void whatTheShellItselfDiesOfIsNoRegression() throws Exception {
        Said said = run(environment(), "sh", "-c", "exec sh ./bench run 2>&-");
        assertThat(said.code()).as(said.out()).isEqualTo(1);
    }

    @Test
    void withoutAHomeTheUsualFoldersAreStillSearched() throws Exception {
        Path few = Files.createDirectory(folder.resolve("few"));
        for (String tool : List.of("sh", "sed", "dirname", "readlink")) {
            Files.createSymbolicLink(few.resolve(tool), onThePath(tool));
        }
        Said said = run(Map.of("PATH", few.toString()), "sh", "./bench", "test");
        // What is missing then is a JDK, or Maven where one of the usual folders has a JDK.
        assertFails(said, "bench: ");
        assertThat(said.err().lines()).hasSize(1);
        assertThat(said.err()).contains(": expected ").contains(", got none; install ");
    }

    /** How often Maven was called up to the end of another start, which must get as far as Java. */
    private long buildsAfterStart() throws Exception {
        Said said = bench("list");
        assertThat(said.out()).as(said.err()).startsWith("java ");
        return builds();
    }

    private long builds() throws IOException {
        Path calls = checkout.resolve("maven-calls");
        return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
    }

    private static void assertFails(Said said, String lastLine) {
        assertThat(said.code()).as(said.err()).isEqualTo(1);
        assertThat(said.out()).isEmpty();
        assertThat(said.err().lines().toList().getLast()).startsWith(lastLine);
    }

    private record Said(int code, String out, String err) {}

    private Said bench(String... args) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "./bench"));
        command.addAll(List.of(args));
        return run(environment(), command.toArray(String[]::new));
    }

    private Map<String, String> environment() {
        return Map.of("PATH", folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"), "JAVA_HOME",
                folder.resolve("jdk").toString());
    }

    /** Runs a command in the checkout, with these variables and no others. */
    private Said run(Map<String, String> environment, String... command) throws Exception {
        Path err = Files.createTempFile(folder, "stderr", ".txt");
        var builder = new ProcessBuilder(command).directory(checkout.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Said(process.waitFor(), out, Files.readString(err).strip());
    }

    private static Path onThePath(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(entry -> Path.of(entry, tool))
                .filter(Files::isExecutable).findFirst().orElseThrow();
    }

    private void checkOutInto(String name) throws IOException {
        checkout = folder.resolve("of").resolve(name);
        put(SOURCE, "one");
        put("pom.xml", "project");
        Files.copy(Path.of("../bench"), checkout.resolve("bench"), StandardCopyOption.REPLACE_EXISTING);
    }

    private void put(String name, String text) throws IOException {
        Path file = checkout.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private void script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
