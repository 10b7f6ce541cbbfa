package io.fetchbench.mockserver;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;

/** What the operating system allows this process to have open. */
final class FileDescriptors {
    /** For the JVM's own files, the event loops and the listening socket. */
    private static final long RESERVED = 32;

    private FileDescriptors() {}

    /** How many connections there can be before accepting one fails; 1 or more. */
    static int forConnections() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        if (system instanceof UnixOperatingSystemMXBean unix) {
            long free = unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - RESERVED;
            return Math.clamp(free, 1, Integer.MAX_VALUE);
        }
        return Integer.MAX_VALUE;
    }
}
