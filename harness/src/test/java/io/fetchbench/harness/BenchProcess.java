package io.fetchbench.harness;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real command in a process of its own, as the launcher starts it. */
final class BenchProcess implements AutoCloseable {
    private static final long LONGEST_SECONDS = 180;

    private final Process process;
    private final BufferedReader out;
    private final Path err;
    private final List<String> lines = new ArrayList<>();

    private BenchProcess(Process process, Path err) {
        this.process = process;
        this.out = process.inputReader();
        this.err = err;
    }

    /** Starts it in a folder, with words before the command such as a shell that sets limits. */
    static BenchProcess start(Path folder, List<String> before, String... args) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-cp", classPath(),
                "io.fetchbench.harness.cli.Bench"));
        command.addAll(List.of(args));
        Path err = Files.createTempFile(folder, "stderr", ".txt");
        return new BenchProcess(
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile()).start(),
                err);
    }

    /** What a user has, which is not the tests. */
    private static String classPath() {
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Stream.of(all.split(File.pathSeparator)).filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    static BenchProcess start(Path folder, String... args) throws IOException {
        return start(folder, List.of(), args);
    }

    long pid() {
        return process.pid();
    }

    /** Reads its output until a line says so. */
    void awaitLine(Predicate<String> wanted) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            if (wanted.test(line)) {
                return;
            }
        }
        throw new AssertionError("ended without the line awaited; stdout: " + lines + ", stderr: " + err());
    }

    /** Waits for one of its own child processes; Linux only, for the platform's own view cuts long command lines. */
    ProcessHandle awaitChild(String commandLinePart) {
        while (process.isAlive()) {
            try (Stream<ProcessHandle> children = process.descendants()) {
                var child = children.filter(handle -> commandLine(handle).contains(commandLinePart)).findFirst();
                if (child.isPresent()) {
                    return child.get();
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("ended before its child " + commandLinePart + " was there: " + err());
    }

    private static String commandLine(ProcessHandle handle) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(handle.pid()), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    int awaitExit() throws IOException, InterruptedException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
        }
        if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs after " + LONGEST_SECONDS + " s");
        }
        return process.exitValue();
    }

    String out() {
        return String.join("\n", lines);
    }

    String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
