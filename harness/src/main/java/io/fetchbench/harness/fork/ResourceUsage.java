package io.fetchbench.harness.fork;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/**
 * Context switches of this whole process, ended threads included, from {@code getrusage(RUSAGE_SELF)} (POSIX.1-2001 with
 * the fields of 4.3BSD; Linux 2.6 and macOS fill them). Not thread-safe.
 */
final class ResourceUsage {
    private static final int RUSAGE_SELF = 0;
    /** Two timevals of 16 bytes and 14 longs, on 64-bit Linux and macOS alike. */
    private static final int BYTES = 144;
    private static final int VOLUNTARY = 128;
    private static final int INVOLUNTARY = 136;

    private final MemorySegment rusage = Arena.ofAuto().allocate(BYTES, 8);
    private final StructCall getrusage = StructCall.find("getrusage", System.getProperty("os.name")).orElse(null);

    /**
     * Switches since the process began.
     *
     * @param voluntary because a thread had to wait
     * @param involuntary because another thread was given the processor
     */
    record Switches(long voluntary, long involuntary) {}

    /** {@return the counts now; empty where the platform doesn't say} */
    Optional<Switches> switches() {
        if (getrusage == null) {
            return Optional.empty();
        }
        getrusage.fill(RUSAGE_SELF, rusage);
        return Optional.of(new Switches(rusage.get(ValueLayout.JAVA_LONG, VOLUNTARY),
                rusage.get(ValueLayout.JAVA_LONG, INVOLUNTARY)));
    }
}
