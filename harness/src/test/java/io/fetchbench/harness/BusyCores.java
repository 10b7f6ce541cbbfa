package io.fetchbench.harness;

import io.fetchbench.harness.session.Cores;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Processes that want all of the client's core and of the server's, until closed. */
record BusyCores(List<Process> spinning) implements AutoCloseable {
    static BusyCores begin() throws IOException {
        Cores cores = Cores.choose();
        Assumptions.assumeTrue(cores.client() != null, "needs two cores and taskset");
        return new BusyCores(List.of(spin(cores.client()), spin(cores.server())));
    }

    private static Process spin(String core) throws IOException {
        // It ends by itself, too, should nobody be left to end it.
        return new ProcessBuilder("taskset", "-c", core, "sh", "-c", "ulimit -t 300; while :; do :; done").start();
    }

    @Override
    public void close() {
        spinning.forEach(Process::destroyForcibly);
    }
}
