package io.fetchbench.harness.fork;

import io.fetchbench.harness.record.Usage;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;

/**
 * What this process uses between two moments. What is dear to read is read outside of them, the clock last and first. Not
 * thread-safe.
 */
final class Meter {
    private final ProcessClock cpuClock;
    private final ResourceUsage resources = new ResourceUsage();
    private final com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory
            .getThreadMXBean();
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();
    private Optional<ResourceUsage.Switches> switches = Optional.empty();
    private long gcMillis;
    private long startNanos;
    private long cpuNanos;
    private long allocatedBytes;

    /**
     * What was used.
     *
     * @param elapsedNanos wall time
     * @param cpuNanos processor time of all threads
     * @param allocatedBytes bytes allocated by all threads
     * @param usage everything else
     */
    record Used(long elapsedNanos, long cpuNanos, long allocatedBytes, Usage usage) {}

    Meter() {
        this(new ProcessClock());
    }

    Meter(ProcessClock cpuClock) {
        this.cpuClock = cpuClock;
    }

    /** {@return where CPU time is read from} */
    String cpuClockSource() {
        return cpuClock.source();
    }

    /** {@return the moment from which everything counts, of {@link System#nanoTime()}} */
    long begin() {
        threads.resetPeakThreadCount();
        gcMillis = gcMillis();
        switches = resources.switches();
        cpuNanos = cpuClock.nanos();
        allocatedBytes = threads.getTotalThreadAllocatedBytes();
        startNanos = System.nanoTime();
        return startNanos;
    }

    /** {@return what was used since} */
    Used end() {
        long elapsed = System.nanoTime() - startNanos;
        long allocated = threads.getTotalThreadAllocatedBytes() - allocatedBytes;
        long cpu = cpuClock.nanos() - cpuNanos;
        return new Used(elapsed, cpu, allocated, usage(resources.switches()));
    }

    private Usage usage(Optional<ResourceUsage.Switches> now) {
        long gcNanos = (gcMillis() - gcMillis) * 1_000_000;
        return new Usage(now.map(end -> end.voluntary() - switches.orElseThrow().voluntary()).orElse(null),
                now.map(end -> end.involuntary() - switches.orElseThrow().involuntary()).orElse(null), gcNanos,
                threads.getPeakThreadCount(), null, null);
    }

    private long gcMillis() {
        return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
    }
}
