package io.fetchbench.harness.record;

/**
 * What fetches in flight keep in memory, connections and threads included.
 *
 * @param heapBytesPerFetch on the heap, after a collection
 * @param residentBytesPerFetch by how much the process's physical memory grew; what the heap had used before is not in it.
 *            Null where the platform doesn't say, or the process gave more of it back meanwhile
 */
public record Footprint(double heapBytesPerFetch, Double residentBytesPerFetch) {
    /** What fewer fetches keep is lost in what the JVM keeps for itself meanwhile. */
    public static final int FEWEST_IN_FLIGHT = 100;
}
