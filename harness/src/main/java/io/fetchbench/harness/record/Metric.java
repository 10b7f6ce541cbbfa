package io.fetchbench.harness.record;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is measured, by the name it has in every file. */
public enum Metric {
    /** Time from handing over a batch to its last result. */
    MAKESPAN("makespan_ms", "ms", Better.LOWER, "time from handing over a batch to its last result"),
    /** Makespan divided by what the delays alone would take. */
    MAKESPAN_RATIO("makespan_over_ideal", "ratio", Better.LOWER,
            "makespan divided by what the delays alone would take"),
    /** Fetches that ended per second of a batch; of callers that go on, of the time that they did. Open drives have the rate they ask for. */
    THROUGHPUT("fetches_per_s", "1/s", Better.HIGHER,
            "fetches that ended per second of a batch, or of the time that callers went on"),
    /** Processor time of the whole process, per fetch. */
    CPU("cpu_us_per_fetch", "us", Better.LOWER, "processor time of the whole process, per fetch"),
    /** Bytes allocated by all threads, per fetch. */
    ALLOCATED("alloc_bytes_per_fetch", "bytes", Better.LOWER, "bytes allocated by all threads, per fetch"),
    /** Processor time of the mock server, per fetch. */
    SERVER_CPU("server_cpu_us_per_fetch", "us", Better.LOWER,
            "processor time of the mock server per fetch, with what it takes to ask it for that"),
    /** Context switches because a thread had to wait, per fetch. */
    VOLUNTARY_SWITCHES("voluntary_switches_per_fetch", "switches", Better.LOWER,
            "context switches because a thread had to wait, per fetch"),
    /** Context switches because another thread was given the processor, per fetch. */
    INVOLUNTARY_SWITCHES("involuntary_switches_per_fetch", "switches", Better.LOWER,
            "context switches because another thread was given the processor, per fetch"),
    /** Pauses of the garbage collector in all slices, over their fetches. */
    GC_PAUSE("gc_pause_us_per_fetch", "us", Better.LOWER,
            "pauses of the garbage collector in all slices, over their fetches"),
    /** Most platform threads alive at a time, the harness's own included. */
    PEAK_THREADS("peak_threads", "threads", Better.LOWER,
            "most platform threads alive at a time, the harness's own included"),
    /** Heap that a fetch in flight keeps, its connection included. */
    HEAP_IN_FLIGHT("heap_bytes_per_fetch_in_flight", "bytes", Better.LOWER,
            "heap that a fetch in flight keeps, its connection included"),
    /** Growth of physical memory per fetch in flight: stacks and buffers beside the heap, as far as they are new. */
    RESIDENT_IN_FLIGHT("resident_growth_bytes_per_fetch_in_flight", "bytes", Better.LOWER,
            "growth of physical memory per fetch in flight; parts of the heap that were used before are not in it"),
    /** Physical memory of the process at the end of a slice. */
    RESIDENT("resident_bytes", "bytes", Better.LOWER, "physical memory of the process at the end of a slice"),
    /** Heap still in use after a collection at the end of a slice. */
    LIVE_HEAP("live_heap_bytes", "bytes", Better.LOWER,
            "heap still in use after a collection at the end of a slice"),
    /**
     * Of fetches that ended OK, from leaving the queue to the listener, median; of callers that go on, who have a place
     * each, from handing over.
     */
    LATENCY_P50("latency_p50_us", "us", Better.LOWER,
            "of fetches that ended OK, from leaving the queue (of callers that go on, from handing over) to the"
                    + " listener, median"),
    /** The same, 90th percentile. */
    LATENCY_P90("latency_p90_us", "us", Better.LOWER, "the same, 90th percentile"),
    /** The same, 99th percentile. */
    LATENCY_P99("latency_p99_us", "us", Better.LOWER, "the same, 99th percentile"),
    /** The same, 99.9th percentile. */
    LATENCY_P99_9("latency_p99.9_us", "us", Better.LOWER, "the same, 99.9th percentile"),
    /** The same, 99.99th percentile. */
    LATENCY_P99_99("latency_p99.99_us", "us", Better.LOWER, "the same, 99.99th percentile"),
    /** The same, longest. */
    LATENCY_MAX("latency_max_us", "us", Better.LOWER, "the same, longest"),
    /** Of fetches that ended OK, from the intended start, a batch's being its beginning, to the listener, median. */
    INTENDED_P50("intended_p50_us", "us", Better.LOWER,
            "of fetches that ended OK, from the intended start, a batch's beginning or an arrival's time, to the"
                    + " listener, median"),
    /** The same, 90th percentile. */
    INTENDED_P90("intended_p90_us", "us", Better.LOWER, "the same, 90th percentile"),
    /** The same, 99th percentile. */
    INTENDED_P99("intended_p99_us", "us", Better.LOWER, "the same, 99th percentile"),
    /** The same, 99.9th percentile. */
    INTENDED_P99_9("intended_p99.9_us", "us", Better.LOWER, "the same, 99.9th percentile"),
    /** The same, 99.99th percentile. */
    INTENDED_P99_99("intended_p99.99_us", "us", Better.LOWER, "the same, 99.99th percentile"),
    /** The same, longest. */
    INTENDED_MAX("intended_max_us", "us", Better.LOWER, "the same, longest"),
    /** Fetches of a slice that the pacer started more than 1 ms late. */
    LATE("late_fetches", "fetches", Better.LOWER, "fetches of a slice that the pacer started more than 1 ms late"),
    /** From cancelling a batch until every thread and descriptor is free. */
    RELEASE("release_ms", "ms", Better.LOWER, "from cancelling a batch until every thread and descriptor is free"),
    /** Times a virtual thread blocked its carrier, in all slices; with --jfr only, likewise those below. */
    PINNED("pinned_events", "events", Better.LOWER, "times a virtual thread blocked its carrier, in all slices"),
    /** How long they did, together. */
    PINNED_TIME("pinned_ms", "ms", Better.LOWER, "how long virtual threads blocked their carriers, in all slices"),
    /** The longest stop of all threads, to reach the safepoint included. */
    LONGEST_PAUSE("longest_pause_ms", "ms", Better.LOWER, "longest stop of all threads, garbage collection or other"),
    /** Turns of an event loop, from wait to wait, of more than 10 ms. */
    LOOP_STALLS("loop_stalls", "turns", Better.LOWER, "turns of an event loop of more than 10 ms, in all slices"),
    /** The longest turn of an event loop. */
    LONGEST_LOOP_TURN("longest_loop_turn_ms", "ms", Better.LOWER, "longest turn of an event loop, from wait to wait");

    /** Which way an improvement goes. */
    public enum Better {
        LOWER, HIGHER
    }

    private final String key;
    private final String unit;
    private final Better better;
    private final String meaning;

    Metric(String key, String unit, Better better, String meaning) {
        this.key = key;
        this.unit = unit;
        this.better = better;
        this.meaning = meaning;
    }

    /** {@return the name in files, with its unit} */
    @JsonValue
    public String key() {
        return key;
    }

    /** {@return the unit alone} */
    public String unit() {
        return unit;
    }

    /** {@return which way an improvement goes} */
    public Better better() {
        return better;
    }

    /** {@return what it is, in a few words} */
    public String meaning() {
        return meaning;
    }
}
