package io.fetchbench.harness.session;

import io.fetchbench.harness.fork.CellPlan;
import io.fetchbench.harness.fork.FetchBenchmark;
import io.fetchbench.harness.fork.SliceProfiler;
import io.fetchbench.harness.fork.TurnLink;
import io.fetchbench.harness.fork.TurnReport;
import io.fetchbench.harness.profile.Profiling;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The harness's side of one fork: JMH's runner on a thread of its own, and the link over which the fork is given turns. */
final class RunningFork implements AutoCloseable {
    static {
        // JMH lets one runner at a time measure on a machine; here several do, in turns.
        System.setProperty("jmh.ignoreLock", "true");
    }

    private static final long START_SECONDS = 120;
    private static final long END_SECONDS = 60;

    /** Why a fork can't go on, one sentence for the record. */
    static final class ForkFailed extends Exception {
        private static final long serialVersionUID = 1;

        ForkFailed(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final Arm arm;
    private final CellPlan plan;
    private final Cores cores;
    private final Path log;
    private final String key;
    private final CompletableFuture<Collection<RunResult>> jmh = new CompletableFuture<>();
    private final CompletableFuture<ForkRegistry.Connected> connected;
    private TurnLink link;
    private long pid;

    RunningFork(Arm arm, CellPlan plan, int round, ForkRegistry registry, Cores cores, Path logs,
            Profiling profiling) {
        this.arm = arm;
        this.cores = cores;
        this.plan = plan;
        key = arm.name() + "@" + plan.workload().name() + "-round-" + round;
        this.log = logs.resolve(key + ".log");
        this.connected = registry.expect(key);
        var options = options(registry.place(key), profiling.jvmArgs(logs.getParent(), key));
        Thread.ofPlatform().daemon().name("jmh-" + key).start(() -> run(options));
    }

    private ChainedOptionsBuilder options(String place, List<String> profilerArgs) {
        List<String> args = new ArrayList<>(Jvm.forkArgs(arm.provider().jvmOptions()));
        args.addAll(profilerArgs);
        args.add("-D" + TurnLink.PROPERTY + "=" + place);
        return new OptionsBuilder()
                .include("^" + Pattern.quote(FetchBenchmark.class.getName() + ".slice") + "$").param("arm", arm.name())
                .param("workload", plan.workload().name()).forks(1)
                .warmupIterations(1 + plan.workload().settlingTurns())
                .measurementIterations(plan.workload().slices()).jvm(Jvm.executable())
                .jvmArgs(args.toArray(String[]::new))
                .addProfiler(SliceProfiler.class).addProfiler(ForkClassPath.class).shouldFailOnError(true)
                .timeout(TimeValue.days(1))
                .output(log.toString());
    }

    private void run(ChainedOptionsBuilder options) {
        try {
            ForkClassPath.set(arm.jars());
            jmh.complete(new Runner(options.build()).run());
        } catch (RunnerException | RuntimeException | InterruptedException e) {
            jmh.completeExceptionally(e);
            connected.completeExceptionally(e);
        } finally {
            ForkClassPath.reset();
        }
    }

    Arm arm() {
        return arm;
    }

    long pid() {
        return pid;
    }

    /** {@return what its files are named after} */
    String key() {
        return key;
    }

    /** Waits until the fork has reported, and tells it what to do. */
    void begin() throws ForkFailed, InterruptedException {
        try {
            ForkRegistry.Connected fork = connected.get(START_SECONDS, TimeUnit.SECONDS);
            link = fork.link();
            pid = fork.pid();
            link.waitNoLongerThan(plan.longestTurn());
            link.send(plan);
        } catch (ExecutionException | TimeoutException | IOException e) {
            throw failed("expected it to start", e);
        }
    }

    /** Passes it the turn and waits until it reports; {@link #awaitRest} is to follow. */
    TurnReport turn() throws ForkFailed {
        try {
            link.passTurn();
            TurnReport report = link.receive(TurnReport.class);
            if (report.error() != null) {
                throw new ForkFailed("fork of " + arm.name() + ": " + report.error() + "; see " + log, null);
            }
            return report;
        } catch (IOException e) {
            throw failed("expected it to report its turn", e);
        }
    }

    /** Waits until it passes the turn back, which it does when it is at rest. */
    void awaitRest() throws ForkFailed {
        try {
            link.awaitTurn();
        } catch (IOException e) {
            throw failed("expected it to pass its turn back", e);
        }
    }

    /** From here on it has the client's core alone. */
    void pin() throws ForkFailed, InterruptedException {
        try {
            cores.pinToClient(pid);
        } catch (IOException e) {
            throw failed("expected to pin it", e);
        }
    }

    private ForkFailed failed(String expected, Exception e) {
        String got = switch (e) {
            case EOFException _,SocketException _ -> "the process ended";
            case SocketTimeoutException _ -> "nothing for " + plan.longestTurn().toSeconds() + " s";
            case TimeoutException _ -> "nothing for " + START_SECONDS + " s";
            default -> String.valueOf(e.getMessage());
        };
        return new ForkFailed("fork of " + arm.name() + ": " + expected + ", got: " + got + "; see " + log, e);
    }

    /** Waits until the fork has ended. Empty if JMH has no result for it, as for one that was cut short. */
    Optional<RunResult> end() throws InterruptedException {
        try {
            return jmh.get(END_SECONDS, TimeUnit.SECONDS).stream().findFirst();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        // One that reports from now on is sent away.
        connected.cancel(false);
        if (pid != 0) {
            ProcessHandle.of(pid).filter(process -> !jmh.isDone()).ifPresent(ProcessHandle::destroyForcibly);
        }
        if (link != null) {
            try {
                link.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
