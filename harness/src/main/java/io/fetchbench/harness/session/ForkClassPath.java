package io.fetchbench.harness.session;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * Gives each fork a class path of its own. JMH takes its forks' class path from a property of this process, so one fork's
 * command line is put together at a time; JMH calls {@link #beforeTrial} once that is done.
 */
public final class ForkClassPath implements ExternalProfiler {
    private static final String PROPERTY = "java.class.path";
    private static final Semaphore FREE = new Semaphore(1);
    /** Set in the thread of the runner whose fork has its turn. */
    private static final ThreadLocal<String> BUILT_IN = new ThreadLocal<>();

    /** Waits until no other runner is putting a command line together, and sets what the calling runner's is to have. */
    static void set(StyleJars jars) throws InterruptedException {
        FREE.acquire();
        BUILT_IN.set(System.getProperty(PROPERTY));
        System.setProperty(PROPERTY, jars.classPath(BUILT_IN.get()));
    }

    /** Lets the next runner have its turn; does nothing if the calling one has done so already. */
    static void reset() {
        if (BUILT_IN.get() != null) {
            System.setProperty(PROPERTY, BUILT_IN.get());
            BUILT_IN.remove();
            FREE.release();
        }
    }

    @Override
    public void beforeTrial(BenchmarkParams params) {
        reset();
    }

    @Override
    public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
        return List.of();
    }

    @Override
    public Collection<String> addJVMOptions(BenchmarkParams params) {
        return List.of();
    }

    @Override
    public Collection<? extends Result<?>> afterTrial(BenchmarkResult result, long pid, java.io.File stdOut,
            java.io.File stdErr) {
        return List.of();
    }

    @Override
    public boolean allowPrintOut() {
        return true;
    }

    @Override
    public boolean allowPrintErr() {
        return true;
    }

    @Override
    public String getDescription() {
        return "a class path for each fork";
    }
}
