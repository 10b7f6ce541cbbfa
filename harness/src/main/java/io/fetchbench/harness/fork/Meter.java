package io.fetchbench.harness.fork;

import java.lang.management.ManagementFactory;

/** What this process uses between two moments. Not thread-safe. */
final class Meter {
    private final ProcessClock cpuClock = new ProcessClock();
    private final com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory
            .getThreadMXBean();
    private long startNanos;
    private long cpuNanos;
    private long allocatedBytes;

    /**
     * What was used.
     *
     * @param elapsedNanos wall time
     * @param cpuNanos processor time of all threads
     * @param allocatedBytes bytes allocated by all threads
     */
    record Used(long elapsedNanos, long cpuNanos, long allocatedBytes) {}

    /** {@return where CPU time is read from} */
    String cpuClockSource() {
        return cpuClock.source();
    }

    /** {@return the moment from which everything counts, of {@link System#nanoTime()}} */
    long begin() {
        cpuNanos = cpuClock.nanos();
        allocatedBytes = threads.getTotalThreadAllocatedBytes();
        startNanos = System.nanoTime();
        return startNanos;
    }

    /** {@return what was used since} */
    Used end() {
        long elapsed = System.nanoTime() - startNanos;
        long allocated = threads.getTotalThreadAllocatedBytes() - allocatedBytes;
        return new Used(elapsed, cpuClock.nanos() - cpuNanos, allocated);
    }
}
