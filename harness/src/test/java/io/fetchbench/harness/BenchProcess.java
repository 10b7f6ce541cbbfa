package io.fetchbench.harness;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    private final Path temporary;
    private final List<String> lines = new ArrayList<>();
    private final CompletableFuture<Void> tooLong;

    private BenchProcess(Process process, Path err, Path temporary) {
        this.process = process;
        this.out = process.inputReader();
        this.err = err;
        this.temporary = temporary;
        // A read of its output can't be interrupted, but ends with it.
        tooLong = CompletableFuture.runAsync(this::close,
                CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS));
    }

    /** Starts it in a folder, with words before the command such as a shell that sets limits. */
    static BenchProcess start(Path folder, List<String> before, String... args) throws IOException {
        Path temporary = Files.createTempDirectory(folder, "temporary");
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + temporary, "-cp", classPath(),
                "io.fetchbench.harness.cli.Bench"));
        command.addAll(List.of(args));
        Path err = Files.createTempFile(folder, "stderr", ".txt");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        // Java says on stderr that it picked these up.
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").forEach(builder.environment()::remove);
        return new BenchProcess(builder.start(), err, temporary);
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

    /** The folder it takes for temporary files, empty at first. */
    Path temporary() {
        return temporary;
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
        int code = process.waitFor();
        if (tooLong.isDone()) {
            throw new AssertionError("still ran after " + LONGEST_SECONDS + " s; stdout: " + lines);
        }
        return code;
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
        tooLong.cancel(false);
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
