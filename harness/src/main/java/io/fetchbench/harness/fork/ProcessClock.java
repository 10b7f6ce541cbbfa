package io.fetchbench.harness.fork;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * Processor time of this whole process, ended threads included. Uses {@code clock_gettime(CLOCK_PROCESS_CPUTIME_ID)}
 * (POSIX.1-2001), which counts nanoseconds; the platform bean, the fallback where there is none, counts in ticks of
 * typically 10 ms. Not thread-safe.
 */
final class ProcessClock {
    /** What {@link #source()} says of the fallback. */
    static final String TICKS = "platform bean, in ticks of about 10 ms";

    private static final int LINUX_CLOCK_ID = 2;
    private static final int MACOS_CLOCK_ID = 12;

    private final MemorySegment timespec = Arena.ofAuto().allocate(16, 8);
    private final StructCall clockGettime;
    private final int clockId;

    ProcessClock() {
        this(System.getProperty("os.name"));
    }

    /**
     * @param osName the system's name: without its clock the fallback is used
     */
    ProcessClock(String osName) {
        clockId = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? MACOS_CLOCK_ID : LINUX_CLOCK_ID;
        clockGettime = StructCall.find("clock_gettime", osName).orElse(null);
    }

    /** {@return where the time comes from, for the record} */
    String source() {
        return clockGettime == null ? TICKS : "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)";
    }

    /** {@return nanoseconds of processor time since the process began} */
    long nanos() {
        if (clockGettime == null) {
            var bean = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return bean.getProcessCpuTime();
        }
        clockGettime.fill(clockId, timespec);
        return timespec.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000L + timespec.get(ValueLayout.JAVA_LONG, 8);
    }
}
