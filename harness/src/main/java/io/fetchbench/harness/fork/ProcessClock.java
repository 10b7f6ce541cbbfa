package io.fetchbench.harness.fork;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
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
    private final MethodHandle clockGettime;
    private final int clockId;

    ProcessClock() {
        this(System.getProperty("os.name"));
    }

    /**
     * @param osName the system's name: without its clock the fallback is used
     */
    ProcessClock(String osName) {
        String os = osName.toLowerCase(Locale.ROOT);
        clockId = os.startsWith("mac") ? MACOS_CLOCK_ID : LINUX_CLOCK_ID;
        boolean known = os.startsWith("mac") || os.startsWith("linux");
        clockGettime = known ? find() : null;
    }

    @SuppressWarnings("restricted") // every JVM of ours is started with --enable-native-access
    private static MethodHandle find() {
        Linker linker = Linker.nativeLinker();
        var signature = FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        return linker.defaultLookup().find("clock_gettime")
                .map(address -> linker.downcallHandle(address, signature, Linker.Option.critical(false))).orElse(null);
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
        try {
            int result = (int) clockGettime.invokeExact(clockId, timespec);
            if (result != 0) {
                throw new IllegalStateException("clock_gettime(CLOCK_PROCESS_CPUTIME_ID): expected 0, got " + result);
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return timespec.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000L + timespec.get(ValueLayout.JAVA_LONG, 8);
    }
}
