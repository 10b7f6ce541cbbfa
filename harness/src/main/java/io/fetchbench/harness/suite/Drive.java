package io.fetchbench.harness.suite;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who starts a fetch, and when. */
public enum Drive {
    /** All fetches are handed over at once; a slice is one batch and ends with its last fetch. */
    @JsonProperty("batch")
    BATCH,
    /** A fixed number of callers, each starting its next fetch when one ends, for the length of a slice. */
    @JsonProperty("closed")
    CLOSED;

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
