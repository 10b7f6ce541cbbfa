package io.fetchbench.harness.fork;

import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What this process holds of the operating system. Virtual threads are no threads of the system, and the threads that the
 * JVM starts for them and keeps are no style's; the sockets they hold are.
 *
 * @param threads live platform threads but the JVM's own
 * @param descriptors open file descriptors; 0 where the platform doesn't say
 */
record Held(int threads, long descriptors) {
    static Held now() {
        int threads = ManagementFactory.getThreadMXBean().getThreadCount() - threadsOfTheJvm();
        return ManagementFactory
                .getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                        ? new Held(threads, unix.getOpenFileDescriptorCount())
                        : new Held(threads, 0);
    }

    /**
     * Carriers, their timer and their pollers come with the first virtual thread; they stay for half a minute or for good.
     * Netty has one executor for the whole JVM, which goes by itself a second after its last task.
     */
    private static int threadsOfTheJvm() {
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
        ThreadGroup group = thread.getThreadGroup();
        return (group != null && group.getName().equals("CarrierThreads"))
                || thread.getName().startsWith("globalEventExecutor-")
                || thread.getClass().getName().equals("jdk.internal.misc.InnocuousThread");
    }

    /** {@return what this has more than another, 0 or more of each} */
    Held minus(Held other) {
        return new Held(Math.max(0, threads - other.threads), Math.max(0, descriptors - other.descriptors));
    }

    boolean isNothing() {
        return threads == 0 && descriptors == 0;
    }
}
