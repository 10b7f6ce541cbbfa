package io.fetchbench.harness.compare;

import io.fetchbench.harness.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The styles as another revision has them: it is checked out into a worktree of its own, its style modules are built there,
 * and their jars are kept; the worktree is gone afterwards, whatever happens.
 *
 * @param checkout a folder of the Git checkout
 * @param revision as Git takes it
 */
public record GitRevision(Path checkout, String revision) {
    private static final Path SERVICE = Path.of("src", "main", "resources", "META-INF", "services",
            "io.fetchbench.fetch.FetcherProvider");
    private static final String CONTRACT = "fetch-api";

    /**
     * What one style module came to.
     *
     * @param jars its own, and then those of what it needs but for the contract
     */
    public record StyleModule(List<Path> jars) {}

    /**
     * Builds the revision's styles.
     *
     * @param scratch an existing folder that takes worktree and jars
     * @return its style modules
     * @throws UserError if there is no such revision, or it does not build
     */
    public List<StyleModule> build(Path scratch) {
        Path log = scratch.resolve("build.log");
        try (Worktree worktree = addWorktree(scratch.resolve("worktree"), log)) {
            List<String> modules = modules(worktree.path());
            run(log, "build the styles of " + revision,
                    List.of("mvn", "-f", worktree.path().resolve("pom.xml").toString(), "-B",
                            "-ntp", "-q", "-DskipTests", "package",
                            "org.apache.maven.plugins:maven-dependency-plugin:copy-dependencies",
                            "-DincludeScope=runtime",
                            "-pl", String.join(",", modules), "-am"));
            List<StyleModule> built = new ArrayList<>();
            for (String module : modules) {
                built.add(keep(worktree.path().resolve(module).resolve("target"),
                        Files.createDirectory(scratch.resolve(module))));
            }
            return built;
        } catch (IOException e) {
            throw new UserError("styles of " + revision + ": expected to read and keep them, got " + e, e);
        }
    }

    private Worktree addWorktree(Path path, Path log) {
        run(log, "check out " + revision, List.of("git", "-C", checkout.toString(), "worktree", "add", "--detach",
                path.toString(), commit()));
        return new Worktree(path, () -> run(log, "remove the worktree of " + revision,
                List.of("git", "-C", checkout.toString(), "worktree", "remove", "--force", path.toString())));
    }

    /** So that an error while it is there is not hidden by one of removing it. */
    private record Worktree(Path path, Runnable remove) implements AutoCloseable {
        @Override
        public void close() {
            remove.run();
        }
    }

    /** Removes what {@link #build} leaves in Git's own records when it is cut short and its folder deleted. */
    public void forget() {
        run(null, "forget the worktree of " + revision, List.of("git", "-C", checkout.toString(), "worktree", "prune"));
    }

    /**
     * Says what the revision has otherwise and its arms have not: the contract, which both sides speak, and in it code that
     * every fetch runs.
     *
     * @return one sentence each, without a full stop
     * @throws UserError if there is no such revision
     */
    public List<String> unseen() {
        return differs(CONTRACT + "/src/main")
                ? List.of(CONTRACT + " is not the one of " + revision
                        + ", but both arms ran this checkout's, so what its code costs did not show")
                : List.of();
    }

    /**
     * Whether there is nothing to compare.
     *
     * @return true if this checkout has the revision's files as they are there; what Git doesn't know is not looked at
     * @throws UserError if there is no such revision
     */
    public boolean isThisCheckout() {
        return !differs(".");
    }

    private boolean differs(String path) {
        List<String> diff = List.of("git", "-C", checkout.toString(), "diff", "--quiet", commit(), "--", path);
        int code = exitCode(null, diff);
        if (code > 1) {
            throw new UserError("git: expected to compare this checkout with " + revision + ", got exit code " + code);
        }
        return code == 1;
    }

    private String commit() {
        try {
            Process git = new ProcessBuilder("git", "-C", checkout.toString(), "rev-parse", "--verify", "--quiet",
                    "--end-of-options", revision + "^{commit}").redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String commit = new String(git.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .strip();
            if (git.waitFor() != 0) {
                throw new UserError("revision: expected one that this checkout has, got \"" + revision
                        + "\"; fetch it, or name another");
            }
            return commit;
        } catch (IOException e) {
            throw new UserError("git: expected to run it in " + checkout + ", got " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }

    private static List<String> modules(Path worktree) throws IOException {
        try (Stream<Path> folders = Files.list(worktree)) {
            List<String> modules = folders
                    .filter(folder -> Files.exists(folder.resolve(SERVICE)) && Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString()).filter(name -> !name.equals("harness")).sorted()
                    .toList();
            if (modules.isEmpty()) {
                throw new UserError("revision: expected one with style modules, got none with " + SERVICE);
            }
            return modules;
        }
    }

    private static StyleModule keep(Path target, Path folder) throws IOException {
        List<Path> kept = new ArrayList<>();
        for (Path jar : jars(target)) {
            kept.add(Files.copy(jar, folder.resolve(jar.getFileName())));
        }
        for (Path jar : jars(target.resolve("dependency"))) {
            if (!jar.getFileName().toString().startsWith(CONTRACT)) {
                kept.add(Files.copy(jar, folder.resolve(jar.getFileName())));
            }
        }
        return new StyleModule(kept);
    }

    private static List<Path> jars(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static void run(Path log, String what, List<String> command) {
        int code = exitCode(log, command);
        if (code != 0) {
            throw new UserError(command.getFirst() + ": expected to " + what + ", got exit code " + code
                    + lastLine(log));
        }
    }

    private static int exitCode(Path log, List<String> command) {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(
                log == null ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UserError(command.getFirst() + ": expected to run it, got " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }

    private static String lastLine(Path log) {
        if (log == null) {
            return "";
        }
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains("ERROR") || line.startsWith("fatal")).findFirst()
                    .map(said -> " and \"" + said + "\"").orElse("");
        } catch (IOException e) {
            throw new UserError(log + ": expected to read it, got " + e, e);
        }
    }
}
