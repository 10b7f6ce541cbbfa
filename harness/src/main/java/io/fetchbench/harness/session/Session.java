package io.fetchbench.harness.session;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.control.Instrument;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.Workload;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a suite.
 *
 * @param suite what
 * @param arms whom
 * @param results folder that the run's own folder is made in
 * @param command the words after {@code bench}, for the record
 * @param out for progress
 * @param terminal whether that is a terminal
 */
public record Session(Suite suite, List<Arm> arms, Path results, List<String> command, PrintStream out,
        boolean terminal) {

    private static final DateTimeFormatter RUN_ID_TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);
    /** Files that a JVM and its libraries hold open beside the connections. */
    private static final int FILES_BESIDE_CONNECTIONS = 200;

    /**
     * What a run left.
     *
     * @param directory its folder
     * @param run its record
     */
    public record Outcome(RunDirectory directory, RunRecord run) {}

    /**
     * Runs every workload in every arm, and writes what there is after each round.
     *
     * @return the complete run
     * @throws UserError if it can't begin or can't go on; what it has is kept and marked incomplete
     */
    public Outcome run() {
        checkOpenFiles();
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        RunDirectory directory = RunDirectory.create(results, RUN_ID_TIME.format(startedAt) + "-" + suite.name());
        Path logs = logs(directory);
        Cores cores = Cores.choose();
        try (var server = MockServerProcess.start(cores, logs.resolve("mock-server.log"))) {
            var journal = new Journal(directory, suite, command, startedAt,
                    Machine.environment(cores, server.transport(), "unknown"));
            Thread onInterrupt = onInterrupt(journal, directory);
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            try {
                runAll(journal, server, cores, logs);
                journal.failures().stream().findFirst().ifPresent(failure -> {
                    throw new UserError(failure);
                });
                journal.close(null);
            } catch (UserError e) {
                journal.close(e.getMessage());
                throw new UserError(e.getMessage() + "; what was measured is kept in " + directory.path(), e);
            } finally {
                forget(onInterrupt);
            }
            return new Outcome(directory, directory.readRecord());
        }
    }

    private void runAll(Journal journal, MockServerProcess server, Cores cores, Path logs) {
        try (var registry = new ForkRegistry();
                var progress = Progress.of(Estimate.of(suite, arms.size()), out, terminal)) {
            for (Workload workload : suite.workloads()) {
                List<Arm> able = able(workload, journal);
                for (int round = 0; round < workload.rounds() && !able.isEmpty(); round++) {
                    progress.begin(workload.name() + ", round " + (round + 1) + " of " + workload.rounds());
                    journal.add(workload,
                            new Round(workload, round, progress).run(able, server, registry, cores, logs));
                }
            }
        } catch (IOException e) {
            throw new UserError("loopback port for the forks: expected to open one, got " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }

    private List<Arm> able(Workload workload, Journal journal) {
        FetchOptions options = workload.fetchOptions();
        List<Arm> able = new ArrayList<>();
        for (Arm arm : arms) {
            Optional<String> reason = arm.provider().unsupported(options);
            if (reason.isEmpty()) {
                able.add(arm);
            } else if (!(arm.provider() instanceof Instrument) || arms.size() == 1) {
                // An instrument that can't run this beside the styles is nothing to hold against them.
                journal.unsupported(arm, workload, reason.get());
            }
        }
        return able;
    }

    private void checkOpenFiles() {
        long limit = Machine.openFilesLimit();
        for (Workload workload : suite.workloads()) {
            long needed = openFilesNeeded(workload);
            if (needed > limit) {
                throw new UserError("workload " + workload.name() + ": expected room for " + needed
                        + " open files per process, got a limit of " + limit + "; raise it with ulimit -n " + needed
                        + " or lower in-flight");
            }
        }
    }

    /**
     * Open files that a process needs.
     *
     * @param workload what it takes part in
     * @return connections and what there is beside them
     */
    public static long openFilesNeeded(Workload workload) {
        // A closed connection may keep its descriptor for a moment after the next has been opened.
        int perFetch = workload.reuse() == ConnectionReuse.KEEP_ALIVE ? 1 : 2;
        return (long) perFetch * workload.inFlight() + FILES_BESIDE_CONNECTIONS;
    }

    private static Path logs(RunDirectory directory) {
        try {
            return Files.createDirectory(directory.path().resolve("logs"));
        } catch (IOException e) {
            throw new UserError(directory.path() + ": expected to make a folder for logs, got " + e, e);
        }
    }

    private static Thread onInterrupt(Journal journal, RunDirectory directory) {
        return new Thread(() -> {
            if (journal.close("interrupted")) {
                System.err.println("\ninterrupted: what was measured is kept in " + directory.path());
            }
            ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
        }, "on-interrupt");
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down, so the hook runs and has the last word: nothing is left to do here.
            return;
        }
    }
}
