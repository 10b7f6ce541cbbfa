package io.fetchbench.harness.session;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.control.Instrument;
import io.fetchbench.harness.profile.Profiling;
import io.fetchbench.harness.record.ForkRecord;
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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Runs a suite.
 *
 * @param suite what
 * @param arms whom
 * @param results folder that the run's own folder is made in
 * @param command the words after {@code bench}, for the record
 * @param out for progress
 * @param terminal whether that is a terminal
 * @param profiling what profilers are attached
 */
public record Session(Suite suite, List<Arm> arms, Path results, List<String> command, PrintStream out,
        boolean terminal, Profiling profiling) {

    private static final DateTimeFormatter RUN_ID_TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
            .withZone(ZoneOffset.UTC);
    /** Files that a JVM and its libraries hold open beside the connections. */
    private static final int FILES_BESIDE_CONNECTIONS = 200;

    /**
     * A session without profilers.
     *
     * @param suite see {@link #suite()}; likewise the others
     */
    public Session(Suite suite, List<Arm> arms, Path results, List<String> command, PrintStream out,
            boolean terminal) {
        this(suite, arms, results, command, out, terminal, Profiling.NONE);
    }

    /**
     * What a run left.
     *
     * @param directory its folder
     * @param run its record
     */
    public record Outcome(RunDirectory directory, RunRecord run) {}

    /** What happens in a session, round by round. */
    public interface Script {
        /**
         * Runs to its end.
         *
         * @param rounds runs one round at a time and writes it down
         * @throws InterruptedException if the thread is interrupted
         */
        void play(Rounds rounds) throws InterruptedException;
    }

    /** The rounds of a session. */
    public final class Rounds {
        private final Rig rig;
        private final Journal journal;

        private Rounds(Rig rig, Journal journal) {
            this.rig = rig;
            this.journal = journal;
        }

        /**
         * Runs a round and writes down what came of it.
         *
         * @param workload what
         * @param number of the round, from 0
         * @param orders the arms in the order of each turn; from the first again after the last
         * @param progress hears how far it is
         * @return one result an arm
         */
        public List<ForkResult> run(Workload workload, int number, List<List<Arm>> orders, Progress progress)
                throws InterruptedException {
            return run(workload, number, null, orders, progress);
        }

        private List<ForkResult> run(Workload workload, int number, ForkRecord.Group group, List<List<Arm>> orders,
                Progress progress) throws InterruptedException {
            List<ForkResult> results = rig.round(workload, number, group, orders, progress);
            journal.add(workload, results);
            return results;
        }
    }

    /**
     * Runs every workload in every arm, and writes what there is after each round.
     *
     * @return the complete run
     * @throws UserError if it can't begin or can't go on; what it has is kept and marked incomplete
     */
    public Outcome run() {
        return run(this::everyRound);
    }

    /**
     * Runs what a script says, and writes what there is after each round.
     *
     * @param script what happens
     * @return the complete run
     * @throws UserError if it can't begin or can't go on; what it has is kept and marked incomplete
     */
    public Outcome run(Script script) {
        checkOpenFiles();
        Instant startedAt = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        RunDirectory directory = RunDirectory.create(results, RUN_ID_TIME.format(startedAt) + "-" + suite.name());
        try (var rig = Rig.open(logs(directory), profiling)) {
            var journal = new Journal(directory, suite, arms, command, startedAt, rig.environment());
            Thread onInterrupt = onInterrupt(journal, directory);
            Runtime.getRuntime().addShutdownHook(onInterrupt);
            try {
                noteUnsupported(journal);
                play(script, new Rounds(rig, journal));
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

    private static void play(Script script, Rounds rounds) {
        try {
            script.play(rounds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }

    private void everyRound(Rounds rounds) throws InterruptedException {
        try (var progress = Progress.of(Estimate.of(suite, arms.size()), out, terminal)) {
            for (Workload workload : suite.workloads()) {
                List<Arm> able = arms.stream().filter(arm -> unsupported(arm, workload).isEmpty()).toList();
                for (int round = 0; round < workload.rounds() && !able.isEmpty(); round++) {
                    progress.begin(workload.name() + ", round " + (round + 1) + " of " + workload.rounds());
                    runGroups(rounds, workload, round, together(workload, able), progress);
                }
            }
        }
    }

    /** Which group is first in one round is last in the next. */
    private static void runGroups(Rounds rounds, Workload workload, int round, List<List<Arm>> groups,
            Progress progress) throws InterruptedException {
        for (List<Arm> together : round % 2 == 0 ? groups : groups.reversed()) {
            var group = groups.size() == 1 ? null
                    : new ForkRecord.Group(groups.indexOf(together), groups.size());
            rounds.run(workload, round, group, TurnOrders.of(together, round), progress);
        }
    }

    private void noteUnsupported(Journal journal) {
        for (Workload workload : suite.workloads()) {
            // An instrument that can't run this beside the styles is nothing to hold against them.
            arms.stream().filter(arm -> !isBeside(arm))
                    .forEach(arm -> unsupported(arm, workload)
                            .ifPresent(why -> journal.unsupported(arm, workload, why)));
        }
    }

    private boolean isBeside(Arm arm) {
        return arm.provider() instanceof Instrument && arms.size() > 1;
    }

    private Optional<String> unsupported(Arm arm, Workload workload) {
        if (isBeside(arm) && !workload.faults().isEmpty()) {
            return Optional.of("instruments are about costs and tell faults apart in ways of their own");
        }
        return arm.provider().unsupported(workload.fetchOptions());
    }

    /** Arms whose connections, idle while others have the turn, fit beside each other; usually all of them. */
    private static List<List<Arm>> together(Workload workload, List<Arm> arms) {
        int kept = workload.connectionsKept();
        int atOnce = kept == 0 ? arms.size() : Math.clamp(Machine.connectionsLimit() / kept, 1, arms.size());
        return IntStream.iterate(0, from -> from < arms.size(), from -> from + atOnce)
                .mapToObj(from -> arms.subList(from, Math.min(from + atOnce, arms.size()))).toList();
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
            try {
                if (journal.close("interrupted")) {
                    System.err.println("\ninterrupted: what was measured is kept in " + directory.path());
                }
            } catch (UserError e) {
                System.err.println("\ninterrupted: " + e.getMessage());
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
