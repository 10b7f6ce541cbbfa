package io.fetchbench.harness.fork;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What this process holds of the operating system. Virtual threads are no threads of the system and, like the
 * carriers that the JVM keeps for them, not counted; the
 * sockets they hold are.
 *
 * @param threads live platform threads but carriers
 * @param descriptors open file descriptors; 0 where the platform doesn't say
 */
record Held(int threads, long descriptors) {
    static Held now() {
        int threads = ManagementFactory.getThreadMXBean().getThreadCount() - carriers();
        return ManagementFactory
                .getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                        ? new Held(threads, unix.getOpenFileDescriptorCount())
                        : new Held(threads, 0);
    }

    /** Threads that the JVM runs virtual threads on; it keeps them for half a minute, whatever a style does. */
    private static int carriers() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        // Room for those that start meanwhile; what has no room is left out.
        Thread[] threads = new Thread[root.activeCount() * 2 + 16];
        int count = root.enumerate(threads);
        return (int) Arrays.stream(threads, 0, count).filter(Held::isOfTheJvm).count();
    }

    private static boolean isOfTheJvm(Thread thread) {
        return thread.getClass().getName().equals("jdk.internal.misc.CarrierThread")
                || thread.getName().startsWith("VirtualThread-unparker");
    }

    /** {@return what this has more than another, 0 or more of each} */
    Held minus(Held other) {
        return new Held(Math.max(0, threads - other.threads), Math.max(0, descriptors - other.descriptors));
    }

    boolean isNothing() {
        return threads == 0 && descriptors == 0;
    }
}
