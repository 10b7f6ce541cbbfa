package io.fetchbench.harness.profile;

import java.time.Duration;
import java.time.Instant;
import jdk.jfr.consumer.RecordedEvent;

/** Some time in a recording. */
record Span(Instant start, Instant end) {
    static Span of(RecordedEvent event) {
        return new Span(event.getStartTime(), event.getEndTime());
    }

    boolean overlaps(Span other) {
        return start.isBefore(other.end) && other.start.isBefore(end);
    }

    double millis() {
        return Duration.between(start, end).toNanos() / 1e6;
    }
}
