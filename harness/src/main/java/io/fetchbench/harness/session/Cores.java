package io.fetchbench.harness.session;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One core for the forks and another for the mock server, so that neither takes the other's time. The harness itself sleeps
 * while a slice runs and stays unpinned.
 *
 * @param client core of the forks, as {@code taskset} takes it; null if not pinned
 * @param server core of the mock server, likewise
 */
public record Cores(String client, String server) {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String NO_SUCH_THREAD = "No such process";
    private static final long LONGEST_NANOS = 30_000_000_000L;
    private static final Cores NOT_PINNED = new Cores(null, null);

    /**
     * The first and the last core this process may use.
     *
     * @return not pinned where there is no {@code taskset} or only one core
     */
    public static Cores choose() {
        if (!Files.exists(STATUS) || !onPath("taskset", System.getenv().getOrDefault("PATH", ""))) {
            return NOT_PINNED;
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .map(line -> split(line.substring(line.indexOf(':') + 1).strip())).findFirst().orElse(NOT_PINNED);
        } catch (IOException e) {
            return NOT_PINNED;
        }
    }

    static Cores split(String cpuList) {
        List<Integer> cores = parse(cpuList);
        return cores.size() < 2
                ? NOT_PINNED
                : new Cores(cores.getFirst().toString(), cores.getLast().toString());
    }

    /**
     * Reads a list of cores.
     *
     * @param cpuList as the kernel writes it, such as {@code 0-3,8}
     * @return their numbers
     */
    public static List<Integer> parse(String cpuList) {
        List<Integer> cores = new ArrayList<>();
        for (String range : cpuList.split(",")) {
            String[] ends = range.split("-");
            for (int core = Integer.parseInt(ends[0]); core <= Integer.parseInt(ends[ends.length - 1]); core++) {
                cores.add(core);
            }
        }
        return cores;
    }

    /**
     * Whether there is a program.
     *
     * @param program its name
     * @param path folders to look in, separated as the platform does
     * @return whether one of them has it
     */
    public static boolean onPath(String program, String path) {
        return Stream.of(path.split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** {@return what to put before the server's command; empty if not pinned} */
    List<String> serverPrefix() {
        return server == null ? List.of() : List.of("taskset", "-c", server);
    }

    /**
     * Pins a running fork with all its threads. Forks start and warm up on all cores, for nothing is measured then and the
     * compiler gets done sooner.
     *
     * @param pid the fork
     * @throws IOException if {@code taskset} refuses
     */
    void pinToClient(long pid) throws IOException, InterruptedException {
        if (client == null) {
            return;
        }
        String got = taskset(pid);
        // It gives up at a thread that has ended since it listed them; new threads inherit what is set by then.
        long start = System.nanoTime();
        while (got.endsWith(NO_SUCH_THREAD) && System.nanoTime() - start < LONGEST_NANOS) {
            got = taskset(pid);
        }
        if (!got.isEmpty()) {
            throw new IOException("taskset: expected to pin process " + pid + " to core " + client + ", got " + got);
        }
    }

    /** {@return what it complains about; empty if nothing} */
    private String taskset(long pid) throws IOException, InterruptedException {
        Process taskset = new ProcessBuilder("taskset", "-a", "-c", "-p", client, String.valueOf(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        String error = new String(taskset.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return taskset.waitFor() == 0 ? "" : error.isEmpty() ? "exit code " + taskset.exitValue() : error;
    }

    /**
     * A core as reports show it.
     *
     * @param core {@link #client()} or {@link #server()}
     * @return its number, or "not pinned"
     */
    public static String describe(String core) {
        return core == null ? "not pinned" : core;
    }
}
