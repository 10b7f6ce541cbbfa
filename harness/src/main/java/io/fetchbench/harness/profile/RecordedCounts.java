package io.fetchbench.harness.profile;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Metric;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What a recording says of the fork's slices. What happened outside of them is left out. */
public final class RecordedCounts {
    /** From this on a loop's turn is a stall: other fetches of the loop wait as long. */
    private static final double STALL_MILLIS = 10;

    private final List<Span> slices = new ArrayList<>();
    private final List<Span> pinned = new ArrayList<>();
    private final List<Span> pauses = new ArrayList<>();
    private final Map<Long, Instant> safepoints = new HashMap<>();
    private final LoopTurns loopTurns = new LoopTurns();

    private RecordedCounts() {}

    /**
     * Reads a recording that a {@link Recorder} made.
     *
     * @param file the recording
     * @return a number for each metric it has something on
     * @throws UserError if it can't be read
     */
    public static Map<Metric, Double> read(Path file) {
        var counts = new RecordedCounts();
        try (var recording = new RecordingFile(file)) {
            while (recording.hasMoreEvents()) {
                counts.add(recording.readEvent());
            }
        } catch (IOException e) {
            throw new UserError(file + ": expected a recording of the JDK's Flight Recorder, got " + e, e);
        }
        return counts.metrics();
    }

    private void add(RecordedEvent event) {
        switch (event.getEventType().getName()) {
            case SliceEvent.NAME -> slices.add(Span.of(event));
            case "jdk.VirtualThreadPinned" -> pinned.add(Span.of(event));
            case "jdk.SafepointBegin" -> safepoints.put(event.getLong("safepointId"), event.getStartTime());
            case "jdk.SafepointEnd" -> {
                Instant begin = safepoints.remove(event.getLong("safepointId"));
                if (begin != null) {
                    pauses.add(new Span(begin, event.getEndTime()));
                }
            }
            case "jdk.MethodTrace" -> loopTurns.add(event);
            default -> {
                // for people, who open the recording
            }
        }
    }

    private Map<Metric, Double> metrics() {
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        List<Span> pinnedInSlices = inSlices(pinned);
        metrics.put(Metric.PINNED, (double) pinnedInSlices.size());
        metrics.put(Metric.PINNED_TIME, pinnedInSlices.stream().mapToDouble(Span::millis).sum());
        metrics.put(Metric.LONGEST_PAUSE, longest(inSlices(pauses)));
        if (loopTurns.isKnown()) {
            List<Span> turns = inSlices(loopTurns.spans());
            metrics.put(Metric.LOOP_STALLS,
                    (double) turns.stream().filter(turn -> turn.millis() > STALL_MILLIS).count());
            metrics.put(Metric.LONGEST_LOOP_TURN, longest(turns));
        }
        return metrics;
    }

    private List<Span> inSlices(List<Span> spans) {
        return spans.stream().filter(span -> slices.stream().anyMatch(span::overlaps)).toList();
    }

    private static double longest(List<Span> spans) {
        return spans.stream().mapToDouble(Span::millis).max().orElse(0);
    }
}
