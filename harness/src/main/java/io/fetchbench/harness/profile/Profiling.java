package io.fetchbench.harness.profile;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What profilers are attached to every fork of a run.
 *
 * @param jfr whether the JDK's Flight Recorder records
 * @param sampling what async-profiler takes its samples by; null for no flame graphs
 */
public record Profiling(boolean jfr, String sampling) {
    /** None at all. */
    public static final Profiling NONE = new Profiling(false, null);

    /**
     * Chooses how to sample, which is tried in this process.
     *
     * @param jfr whether to keep recordings
     * @param flameGraphs whether to keep flame graphs
     * @return what works here
     * @throws io.fetchbench.harness.UserError if there can be no flame graphs
     */
    public static Profiling choose(boolean jfr, boolean flameGraphs) {
        return new Profiling(jfr, flameGraphs ? CpuSampler.choose() : null);
    }

    /** {@return one sentence for the user on what the flame graphs can't show; empty if there is nothing to say} */
    public String remark() {
        return sampling == null || sampling.equals("cpu-clock") ? ""
                : "Flame graphs: perf events are not available here, so samples come from " + sampling
                        + " and end where the kernel begins.";
    }

    /**
     * Where a fork's recording is.
     *
     * @param key the fork's {@code arm@workload-round-N}
     * @return a file's name
     */
    public static String recording(String key) {
        return key + ".jfr";
    }

    private static String flameGraph(String key) {
        return key + ".flamegraph.html";
    }

    /**
     * What a fork leaves in the run's folder.
     *
     * @param key the fork's
     * @return names of files
     */
    public List<String> files(String key) {
        List<String> files = new ArrayList<>();
        if (jfr) {
            files.add(recording(key));
        }
        if (sampling != null) {
            files.add(flameGraph(key));
        }
        return files;
    }

    /**
     * Options that make a fork's {@link Recorder} do so.
     *
     * @param directory the run's folder
     * @param key the fork's
     * @return none without profilers
     */
    public List<String> jvmArgs(Path directory, String key) {
        List<String> args = new ArrayList<>();
        if (!files(key).isEmpty()) {
            // Without it, samples in inlined code are laid at the door of whoever has the next safepoint.
            args.addAll(List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"));
        }
        Path absolute = directory.toAbsolutePath();
        if (jfr) {
            args.add("-D" + Recorder.JFR + "=" + absolute.resolve(recording(key)));
        }
        if (sampling != null) {
            args.add("-D" + Recorder.FLAME_GRAPH + "=" + absolute.resolve(flameGraph(key)));
            args.add("-D" + Recorder.SAMPLING + "=" + sampling);
        }
        return args;
    }
}
