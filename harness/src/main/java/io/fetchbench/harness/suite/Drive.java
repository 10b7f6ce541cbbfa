package io.fetchbench.harness.suite;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who starts a fetch, and when. */
public enum Drive {
    /** All fetches are handed over at once; a slice is one batch and ends with its last fetch. */
    @JsonProperty("batch")
    BATCH,
    /** A fixed number of callers, each starting its next fetch when one ends, for the length of a slice. */
    @JsonProperty("closed")
    CLOSED,
    /** Fetches start at set times, whatever the style does; a slice is as long as the arrivals last. */
    @JsonProperty("open")
    OPEN,
    /** A batch cancelled midway; a slice ends when every thread and descriptor is free. */
    @JsonProperty("cancel")
    CANCEL;

    /** {@return whether all fetches of a slice are handed over at once} */
    public boolean handsOverAll() {
        return this == BATCH || this == CANCEL;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
