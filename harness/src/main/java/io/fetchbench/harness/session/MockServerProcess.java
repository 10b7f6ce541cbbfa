package io.fetchbench.harness.session;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fetchbench.fetch.Origin;
import io.fetchbench.harness.UserError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.Proxy;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mock server of a run, a process of its own that ends when this one does, however it does. */
public final class MockServerProcess implements AutoCloseable {
    private static final String MAIN = "io.fetchbench.mockserver.MockServerMain";
    private static final Pattern LISTENING = Pattern
            .compile("listening on http://([^ ]+):([0-9]+) transport=([a-z_]+) pid=[0-9]+");
    private static final long START_SECONDS = 30;
    private static final int STATS_MILLIS = 10_000;
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final Origin origin;
    private final String transport;

    private MockServerProcess(Process process, Origin origin, String transport) {
        this.process = process;
        this.origin = origin;
        this.transport = transport;
    }

    /**
     * Starts a server on a free loopback port and waits until it listens.
     *
     * @param cores where to pin it
     * @param log takes what it says on standard error
     * @return the running server
     * @throws UserError if it doesn't come up
     */
    public static MockServerProcess start(Cores cores, Path log) {
        List<String> command = new ArrayList<>(cores.serverPrefix());
        command.add(Jvm.executable());
        command.addAll(Jvm.QUIET);
        command.addAll(List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx1g", "-XX:-UsePerfData", "-cp", Jvm.classPath(),
                MAIN, "--exit-with-stdin"));
        try {
            Process process = new ProcessBuilder(command).redirectError(log.toFile()).start();
            try {
                return listening(process, firstLine(process));
            } catch (UserError e) {
                process.destroyForcibly();
                throw new UserError(e.getMessage() + "; see " + log, e);
            }
        } catch (IOException e) {
            throw new UserError("mock server: expected to start, got " + e, e);
        }
    }

    private static String firstLine(Process process) {
        BufferedReader out = process.inputReader();
        try {
            return CompletableFuture.supplyAsync(() -> {
                try {
                    return String.valueOf(out.readLine());
                } catch (IOException e) {
                    return e.toString();
                }
            }).get(START_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new UserError("mock server: expected it to listen within " + START_SECONDS + " s, got nothing", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("mock server: interrupted while it started", e);
        }
    }

    private static MockServerProcess listening(Process process, String line) {
        Matcher matcher = LISTENING.matcher(line);
        if (!matcher.matches()) {
            throw new UserError("mock server: expected to be told where it listens, got \"" + line + "\"");
        }
        return new MockServerProcess(process, new Origin(matcher.group(1), Integer.parseInt(matcher.group(2))),
                matcher.group(3));
    }

    /** {@return where it listens} */
    public Origin origin() {
        return origin;
    }

    /** {@return what its event loop waits with: epoll, kqueue or nio} */
    public String transport() {
        return transport;
    }

    /**
     * Makes sure that it still runs.
     *
     * @throws UserError if it has ended
     */
    public void check() {
        if (!process.isAlive()) {
            throw new UserError("mock server: expected it to run to the end, got its exit with code "
                    + process.exitValue() + " in the midst of the run");
        }
    }

    /**
     * Its figures so far.
     *
     * @return what {@code /stats} says
     * @throws UserError if it doesn't answer
     */
    ServerStats stats() {
        try {
            URLConnection connection = URI.create("http://" + origin.host() + ":" + origin.port() + "/stats").toURL()
                    .openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(STATS_MILLIS);
            connection.setReadTimeout(STATS_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                return ServerStats.of(JSON.readTree(in));
            }
        } catch (IOException e) {
            check();
            throw new UserError("mock server: expected an answer to /stats, got " + e, e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
