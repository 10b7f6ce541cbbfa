package io.fetchbench.harness.fork;

import java.lang.management.ManagementFactory;

/**
 * What this process holds of the operating system. Virtual threads are no threads of the system and not counted; the
 * sockets they hold are.
 *
 * @param threads live platform threads
 * @param descriptors open file descriptors; 0 where the platform doesn't say
 */
record Held(int threads, long descriptors) {
    static Held now() {
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        return ManagementFactory
                .getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                        ? new Held(threads, unix.getOpenFileDescriptorCount())
                        : new Held(threads, 0);
    }

    /** {@return what this has more than another, 0 or more of each} */
    Held minus(Held other) {
        return new Held(Math.max(0, threads - other.threads), Math.max(0, descriptors - other.descriptors));
    }

    boolean isNothing() {
        return threads == 0 && descriptors == 0;
    }
}
