package io.fetchbench.harness.record;

/**
 * What fetches in flight keep in memory, connections and threads included.
 *
 * @param heapBytesPerFetch on the heap, after a collection
 * @param residentBytesPerFetch in physical memory, heap or not; null where the platform doesn't say, or the process
 *            gave more of it back meanwhile
 */
public record Footprint(double heapBytesPerFetch, Double residentBytesPerFetch) {}
