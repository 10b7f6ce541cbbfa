package io.fetchbench.harness.record;

/**
 * What a slice took of the machine and the JVM beside processor time and allocation; for the whole process. What is
 * not known is null.
 *
 * @param voluntarySwitches context switches because a thread had to wait
 * @param involuntarySwitches context switches because another thread was given the processor
 * @param gcPauseNanos length of the collections, which stop the process; in whole milliseconds
 * @param peakThreads most live platform threads at a time, those of the harness included
 * @param residentBytes physical memory at the end of the slice
 * @param liveHeapBytes heap still in use after a collection at the end; null unless the workload asks for it
 */
public record Usage(Long voluntarySwitches, Long involuntarySwitches, long gcPauseNanos, int peakThreads,
        Long residentBytes, Long liveHeapBytes) {
    /**
     * The same with what was kept in memory at the end.
     *
     * @param resident {@link #residentBytes()}
     * @param liveHeap {@link #liveHeapBytes()}
     * @return a changed copy
     */
    public Usage with(Long resident, Long liveHeap) {
        return new Usage(voluntarySwitches, involuntarySwitches, gcPauseNanos, peakThreads, resident, liveHeap);
    }
}
