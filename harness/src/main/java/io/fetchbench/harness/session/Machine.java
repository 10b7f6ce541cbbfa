package io.fetchbench.harness.session;

import io.fetchbench.harness.UserError;
import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.suite.Workload;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What this machine is. */
public final class Machine {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    private static final Path LOCAL_PORTS = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    /** 49152 to 65535 (RFC 6335), for systems that don't say. */
    private static final int IANA_PORTS = 16_384;

    private Machine() {}

    /** {@return model, cores and JDK, in one line} */
    public static String inShort() {
        return cpuModel() + ", " + system().getAvailableProcessors() + " cores, " + jdk();
    }

    static Environment environment(Cores cores, String serverTransport, String cpuClock) {
        String os = System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch");
        return new Environment(os, cpuModel(), system().getAvailableProcessors(), system().getTotalMemorySize(), jdk(),
                Jvm.forkArgs(List.of()), Cores.describe(cores.client()), Cores.describe(cores.server()),
                serverTransport, cpuClock, System.getProperty("fetchbench.commit", "unknown"));
    }

    private static com.sun.management.OperatingSystemMXBean system() {
        return (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }

    private static String jdk() {
        return System.getProperty("java.vendor") + " " + System.getProperty("java.runtime.version");
    }

    private static String cpuModel() {
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name")).findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip()).orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /**
     * How many connections to the mock server there may be at a time: of the local ports half, because a closed connection
     * keeps its port for a while, and not more than one process may have open.
     */
    static long connectionsLimit() {
        return Math.min(localPorts() / 2, openFilesLimit());
    }

    /**
     * Looks whether the connections of arms fit beside each other: all keep theirs while one has the turn.
     *
     * @param workload what they run
     * @param arms how many take turns
     * @throws UserError if not
     */
    public static void requireRoomFor(Workload workload, int arms) {
        long needed = (long) arms * workload.connectionsKept();
        if (needed > connectionsLimit()) {
            throw new UserError("workload " + workload.name() + ": expected room for " + needed + " connections, of "
                    + arms + " arms beside each other, got a limit of " + connectionsLimit()
                    + ", half of the local ports or the open files of a process; lower in-flight, or see bench doctor");
        }
    }

    private static int localPorts() {
        try {
            // In lines, for such a file gives all it has to the first read and nothing to the next.
            String[] range = Files.readAllLines(LOCAL_PORTS).getFirst().strip().split("\\s+");
            return Integer.parseInt(range[1]) - Integer.parseInt(range[0]) + 1;
        } catch (IOException e) {
            return IANA_PORTS;
        }
    }

    /** {@return how many files this process, and those it starts, may have open} */
    static long openFilesLimit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}
