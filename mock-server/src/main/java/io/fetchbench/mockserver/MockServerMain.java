package io.fetchbench.mockserver;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The mock server as a process. */
@Command(name = "mock-server", mixinStandardHelpOptions = false, sortOptions = false, description = {
        "An HTTP server that does what each URL says, for example",
        "/bytes/83?delay=53.2ms&status=503&framing=chunked, and reports its own figures at /stats."})
public final class MockServerMain implements Callable<Integer> {
    /** In this project 2 says that something became slower. */
    private static final int TOOL_ERROR = 1;

    private final MockServerOptions defaults = MockServerOptions.defaults();

    @Spec
    private CommandSpec spec;

    @Option(names = "--host", paramLabel = "NAME", description = "Name or address to listen on (${DEFAULT-VALUE}).")
    private String host = defaults.host();

    @Option(names = "--port", paramLabel = "N", description = "TCP port; 0 takes any free one (${DEFAULT-VALUE}).")
    private int port = defaults.port();

    @Option(names = "--event-loops", paramLabel = "N", description = "Threads that serve (${DEFAULT-VALUE}).")
    private int eventLoops = defaults.eventLoops();

    @Option(names = "--max-connections", paramLabel = "N", description = "Open at a time; more are closed at once (${DEFAULT-VALUE}).")
    private int maxConnections = defaults.maxConnections();

    @Option(names = "--backlog", paramLabel = "N", description = "Connections that may wait to be accepted (${DEFAULT-VALUE}).")
    private int backlog = defaults.backlog();

    @Option(names = "--request-timeout-ms", paramLabel = "N", description = "How long a request may take to arrive (${DEFAULT-VALUE}).")
    private long requestTimeoutMillis = defaults.requestTimeout().toMillis();

    @Option(names = "--idle-timeout-ms", paramLabel = "N", description = "How long a connection may be open on which nothing moves (${DEFAULT-VALUE}).")
    private long idleTimeoutMillis = defaults.idleTimeout().toMillis();

    @Option(names = "--behaviour", paramLabel = "WHAT", description = "What is done to every connection: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Behaviour behaviour = defaults.behaviour();

    @Option(names = "--accept-delay-ms", paramLabel = "N", description = "Pause before each connection is accepted (${DEFAULT-VALUE}).")
    private long acceptDelayMillis = defaults.acceptDelay().toMillis();

    @Option(names = "--exit-with-stdin", description = "Exit when standard input ends, and so with the parent process.")
    private boolean exitWithStdin;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    MockServerMain() {}

    /**
     * Runs until killed, or until standard input ends if so asked.
     *
     * @param args see {@code --help}
     */
    public static void main(String... args) {
        System.exit(new CommandLine(new MockServerMain())
                .registerConverter(Behaviour.class, Behaviour::parse)
                .setParameterExceptionHandler(MockServerMain::badOption)
                .execute(args));
    }

    private static int badOption(ParameterException problem, String... args) {
        PrintWriter err = problem.getCommandLine().getErr();
        err.println("mock-server: " + problem.getMessage());
        err.println("Try --help.");
        return TOOL_ERROR;
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        try (MockServer server = MockServer.start(options())) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(
                    "listening on http://" + (server.host().contains(":") ? "[" + server.host() + "]" : server.host())
                            + ":" + server.port() + " transport=" + server.transport() + " pid="
                            + ProcessHandle.current().pid());
            out.flush();
            awaitEnd();
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return TOOL_ERROR;
        }
    }

    private MockServerOptions options() {
        try {
            return MockServerOptions.defaults().withAddress(host, port).withEventLoops(eventLoops)
                    .withMaxConnections(maxConnections).withBacklog(backlog)
                    .withRequestTimeout(Duration.ofMillis(requestTimeoutMillis))
                    .withIdleTimeout(Duration.ofMillis(idleTimeoutMillis))
                    .withBehaviour(behaviour, Duration.ofMillis(acceptDelayMillis));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void awaitEnd() throws InterruptedException, IOException {
        if (!exitWithStdin) {
            new CountDownLatch(1).await();
        }
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
