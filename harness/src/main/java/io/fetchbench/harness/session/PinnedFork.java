package io.fetchbench.harness.session;

import java.io.File;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/** Starts JMH's fork under {@code taskset}: the one place where JMH lets a prefix to the command in is a profiler. */
public final class PinnedFork implements ExternalProfiler {
    private final String core;

    /**
     * @param core the core to pin to
     */
    public PinnedFork(String core) {
        this.core = core;
    }

    @Override
    public Collection<String> addJVMInvokeOptions(BenchmarkParams params) {
        return Cores.prefix(core);
    }

    @Override
    public Collection<String> addJVMOptions(BenchmarkParams params) {
        return List.of();
    }

    @Override
    public void beforeTrial(BenchmarkParams benchmarkParams) {}

    @Override
    public Collection<? extends Result<?>> afterTrial(BenchmarkResult result, long pid, File stdOut, File stdErr) {
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
        return "pins the fork to a core";
    }
}
