package io.fetchbench.harness.session;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.profile.Profiling;
import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.suite.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What rounds need to run: a mock server, the port where forks report, and cores. One round at a time. */
public final class Rig implements AutoCloseable {
    private final Path logs;
    private final Cores cores;
    private final MockServerProcess server;
    private final ForkRegistry registry;
    private final Profiling profiling;

    private Rig(Path logs, Cores cores, MockServerProcess server, ForkRegistry registry, Profiling profiling) {
        this.logs = logs;
        this.cores = cores;
        this.server = server;
        this.registry = registry;
        this.profiling = profiling;
    }

    /**
     * Starts the server and opens the port.
     *
     * @param logs an existing folder that takes what server and forks print
     * @return to be closed
     * @throws UserError if either fails
     */
    public static Rig open(Path logs) {
        return open(logs, Profiling.NONE);
    }

    /**
     * The same with profilers attached to every fork.
     *
     * @param logs likewise; what profilers record goes to the folder around it
     * @param profiling which
     * @return to be closed
     * @throws UserError if either fails
     */
    public static Rig open(Path logs, Profiling profiling) {
        Cores cores = Cores.choose();
        MockServerProcess server = MockServerProcess.start(cores, logs.resolve("mock-server.log"));
        try {
            return new Rig(logs, cores, server, new ForkRegistry(), profiling);
        } catch (IOException e) {
            server.close();
            throw new UserError("loopback port for the forks: expected to open one, got " + e, e);
        }
    }

    /** {@return where this measures; the source of CPU time is not known before a fork has said it} */
    public Environment environment() {
        return Machine.environment(cores, server.transport(), "unknown");
    }

    /**
     * Runs one round.
     *
     * @param workload what
     * @param number of the round, from 0
     * @param orders the arms in the order of each turn; from the first again after the last
     * @param progress hears how far it is
     * @return one result an arm; a fork that fails leaves the others to go on
     * @throws UserError if the server is gone
     */
    public List<ForkResult> round(Workload workload, int number, List<List<Arm>> orders, Progress progress)
            throws InterruptedException {
        return round(workload, number, null, orders, progress);
    }

    /** Runs one round, or a group of its arms; null for all. */
    List<ForkResult> round(Workload workload, int number, ForkRecord.Group group, List<List<Arm>> orders,
            Progress progress) throws InterruptedException {
        return new Round(workload, number, group, progress, profiling).run(orders, server, registry, cores, logs);
    }

    @Override
    public void close() {
        server.close();
        registry.close();
    }
}
