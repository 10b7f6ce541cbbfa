package io.fetchbench.harness.profile;

import io.fetchbench.harness.UserError;
import java.io.IOException;
import java.util.List;
import one.profiler.AsyncProfiler;

/** Samples of what this process's threads run, by async-profiler. One at a time in a process. */
final class CpuSampler {
    /** From perf events, which see the kernel too, to what works in any container, to what works everywhere. */
    private static final List<String> EVENTS = List.of("cpu-clock", "ctimer", "itimer");

    /** Something that may not work in this process. */
    interface Attempt {
        void start(String event) throws IOException;
    }

    private CpuSampler() {}

    /**
     * Tries which source of samples works here.
     *
     * @return its name, as async-profiler takes it
     * @throws UserError if none does
     */
    static String choose() {
        return choose(event -> {
            start(event);
            AsyncProfiler.getInstance().stop();
        });
    }

    static String choose(Attempt attempt) {
        String why = "";
        for (String event : EVENTS) {
            try {
                attempt.start(event);
                return event;
            } catch (IOException | RuntimeException | LinkageError e) {
                why += (why.isEmpty() ? "" : "; ") + event + ": " + e.getMessage();
            }
        }
        throw new UserError("--flamegraph: expected async-profiler to sample this process, got " + why
                + "; leave it out, or use --jfr");
    }

    static void start(String event) throws IOException {
        AsyncProfiler.getInstance().execute("start,interval=1ms,loglevel=none,event=" + event);
    }

    /** {@return a page with the flame graph of what was sampled since} */
    static String stop(String title) throws IOException {
        return AsyncProfiler.getInstance().execute("stop,flamegraph,title=" + title.replace(',', ';'));
    }
}
