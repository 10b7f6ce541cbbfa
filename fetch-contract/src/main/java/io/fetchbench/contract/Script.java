package io.fetchbench.contract;

import java.io.IOException;

/** What a {@link ScriptedServer} does on a connection. The connection is closed when it returns. */
@FunctionalInterface
public interface Script {
    /**
     * Plays the server.
     *
     * @param peer the connection
     * @throws IOException if the connection broke, which ends the script and is no failure of the test
     * @throws InterruptedException if the server is closed meanwhile
     */
    void serve(Peer peer) throws IOException, InterruptedException;
}
