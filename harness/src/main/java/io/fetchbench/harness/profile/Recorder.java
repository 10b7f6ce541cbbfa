package io.fetchbench.harness.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * The profilers of this fork, as its system properties say. What they keep begins after warm-up and settling and ends with the last
 * slice. Not thread-safe.
 */
public final class Recorder implements AutoCloseable {
    static final String JFR = "fetchbench.jfr";
    static final String FLAME_GRAPH = "fetchbench.flamegraph";
    static final String SAMPLING = "fetchbench.sampling";

    private final String recordingFile = System.getProperty(JFR);
    private final String flameGraphFile = System.getProperty(FLAME_GRAPH);
    private Recording recording;
    private boolean sampling;

    /**
     * A turn to be measured.
     *
     * @param <T> what it gives
     */
    public interface Turn<T> {
        /**
         * Runs it.
         *
         * @return its accounts
         * @throws InterruptedException if interrupted
         */
        T run() throws InterruptedException;
    }

    /**
     * Starts what changes code, so that the code is warm as it is measured.
     *
     * @throws IOException if the JDK has no settings for profiles
     */
    public Recorder() throws IOException {
        if (recordingFile != null) {
            recording = newRecording();
            recording.start();
        }
    }

    private static Recording newRecording() throws IOException {
        try {
            var recording = new Recording(Configuration.getConfiguration("profile"));
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold();
            recording.enable("jdk.SafepointBegin").withoutThreshold().withoutStackTrace();
            recording.enable("jdk.SafepointEnd").withoutThreshold().withoutStackTrace();
            recording.enable("jdk.MethodTrace").with("filter", LoopTurns.FILTER).withoutThreshold()
                    .withoutStackTrace();
            return recording;
        } catch (ParseException e) {
            throw new IOException("JFR's settings \"profile\": expected to read them, got " + e, e);
        }
    }

    /**
     * From here on everything is kept.
     *
     * @throws IOException if a profiler can't start
     */
    public void begin() throws IOException {
        if (recordingFile != null) {
            Recording kept = newRecording();
            kept.setDestination(Path.of(recordingFile));
            kept.start();
            recording.close();
            recording = kept;
        }
        if (flameGraphFile != null) {
            CpuSampler.start(System.getProperty(SAMPLING));
            sampling = true;
        }
    }

    /**
     * Runs a turn and marks it in the recording.
     *
     * @param number its number
     * @param turn what to do
     * @param <T> what it gives
     * @return its accounts
     * @throws InterruptedException if interrupted
     */
    public <T> T measure(int number, Turn<T> turn) throws InterruptedException {
        if (recording == null) {
            return turn.run();
        }
        var event = new SliceEvent(number);
        event.begin();
        try {
            return turn.run();
        } finally {
            event.commit();
        }
    }

    /** Writes what was kept. */
    @Override
    public void close() throws IOException {
        if (recording != null) {
            recording.close();
        }
        if (sampling) {
            Path file = Path.of(flameGraphFile);
            Files.writeString(file, CpuSampler.stop(title(file)));
        }
    }

    private static String title(Path file) {
        return "CPU of " + file.getFileName().toString().replace(".flamegraph.html", "");
    }
}
