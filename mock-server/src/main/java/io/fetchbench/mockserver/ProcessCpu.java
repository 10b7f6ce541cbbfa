package io.fetchbench.mockserver;

import com.sun.management.OperatingSystemMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * CPU time of this process. From {@code clock_gettime(CLOCK_PROCESS_CPUTIME_ID)} on Linux and macOS, since the platform
 * bean counts in ticks of 10 ms on Linux; elsewhere from that bean.
 */
final class ProcessCpu {
    private static final MemoryLayout TIMESPEC = MemoryLayout.sequenceLayout(2, ValueLayout.JAVA_LONG);

    private final MethodHandle clockGettime;
    private final int clockId;

    ProcessCpu() {
        String os = System.getProperty("os.name");
        boolean mac = os.startsWith("Mac");
        clockId = mac ? 12 : 2;
        clockGettime = mac || os.equals("Linux") ? clockGettime() : null;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle clockGettime() {
        Linker linker = Linker.nativeLinker();
        return linker.defaultLookup().find("clock_gettime").map(address -> linker.downcallHandle(address,
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS))).orElse(null);
    }

    /** User and system time of all threads in nanoseconds, or -1 if it can't be told. */
    long nanos() {
        if (clockGettime == null) {
            return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment time = arena.allocate(TIMESPEC);
            int failed = (int) clockGettime.invokeExact(clockId, time);
            return failed != 0
                    ? -1
                    : TimeUnit.SECONDS.toNanos(time.getAtIndex(ValueLayout.JAVA_LONG, 0))
                            + time.getAtIndex(ValueLayout.JAVA_LONG, 1);
        } catch (Throwable e) {
            throw new IllegalStateException("clock_gettime: expected a call, got " + e, e);
        }
    }
}
