package io.fetchbench.harness.doctor;

import io.fetchbench.harness.session.Session;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.SuiteLoader;
import java.util.List;
import java.util.OptionalLong;

/** How much of the system's files, ports and memory there is, against what the built-in suites need. */
final class Limits {
    private static final long GIB = 1L << 30;
    /** Both ends of a closed connection are on this machine, and one waits this long (Linux, TCP_TIMEWAIT_LEN). */
    private static final int TIME_WAIT_SECONDS = 60;
    private static final String PORTS = "proc/sys/net/ipv4/ip_local_port_range";
    private static final String REUSE = "proc/sys/net/ipv4/tcp_tw_reuse";

    private final SystemFiles files;

    Limits(SystemFiles files) {
        this.files = files;
    }

    /** The limit on open files per process. */
    Finding openFiles() {
        OptionalLong limit = files.number("proc/self/limits", "Max open files");
        if (limit.isEmpty()) {
            return Finding.weak("open files", "no limit visible here", "see ulimit -n");
        }
        List<Suite> tooLarge = SuiteLoader.BUILT_IN.stream().map(SuiteLoader::load)
                .filter(suite -> needed(suite) > limit.getAsLong()).toList();
        String found = limit.getAsLong() + " per process";
        if (tooLarge.isEmpty()) {
            return Finding.ok("open files", found + ", enough for every built-in suite");
        }
        long most = tooLarge.stream().mapToLong(Limits::needed).max().orElseThrow();
        found += ", too few for " + String.join(", ", tooLarge.stream().map(Suite::name).toList());
        String advice = "ulimit -n " + most;
        return tooLarge.stream().anyMatch(suite -> suite.name().equals(SuiteLoader.BUILT_IN.getFirst()))
                ? Finding.unfit("open files", found, advice)
                : Finding.weak("open files", found, advice);
    }

    private static long needed(Suite suite) {
        return suite.workloads().stream().mapToLong(Session::openFilesNeeded).max().orElse(0);
    }

    /** Ports for outgoing connections, and how soon a port can be used again: what a connection a fetch lives on. */
    Finding ports() {
        String[] range = files.read(PORTS).orElse("").split("\\s+");
        if (range.length != 2 || !(range[0] + range[1]).matches("[0-9]{2,10}")) {
            return Finding.weak("ports", "not visible here", "watch for refused connections with connection-per-fetch");
        }
        long ports = Long.parseLong(range[1]) - Long.parseLong(range[0]) + 1;
        long waiting = Math.max(0, files.lines("proc/net/sockstat").stream().filter(line -> line.startsWith("TCP:"))
                .map(line -> line.replaceFirst(".* tw ([0-9]+).*", "$1")).filter(word -> word.matches("[0-9]{1,9}"))
                .mapToLong(Long::parseLong).findFirst().orElse(0));
        boolean reused = !files.read(REUSE).orElse("0").equals("0");
        String found = ports + " (" + String.join("-", range) + "), " + waiting + " in TIME_WAIT, "
                + (reused ? "used again after 1 s on loopback" : "blocked for " + TIME_WAIT_SECONDS + " s");
        if (ports < 1_000) {
            return Finding.unfit("ports", found, "sudo sysctl net.ipv4.ip_local_port_range='32768 60999'");
        }
        if (!reused) {
            return Finding.weak("ports", found, "sudo sysctl net.ipv4.tcp_tw_reuse=2; without it about "
                    + ports / TIME_WAIT_SECONDS + " new connections a second can be kept up");
        }
        return ports < 10_000 || waiting > ports / 2
                ? Finding.weak("ports", found,
                        "wait a minute after a run with connection-per-fetch, or widen the range:"
                                + " sudo sysctl net.ipv4.ip_local_port_range='32768 60999'")
                : Finding.ok("ports", found);
    }

    /** Memory that is free, within what a container may use. */
    Finding memory() {
        OptionalLong free = files.number("proc/meminfo", "MemAvailable:");
        OptionalLong limit = new Cgroup(files).freeBytes();
        if (free.isEmpty()) {
            return Finding.weak("memory", "not visible here", "see that a GiB is free for each style of a run");
        }
        long bytes = Math.min(free.getAsLong() * 1024, limit.orElse(Long.MAX_VALUE));
        boolean limited = limit.isPresent() && limit.getAsLong() < free.getAsLong() * 1024;
        return Finding.rated("memory", -bytes, -4.0 * GIB, -1.5 * GIB,
                Finding.text("%.1f GiB %s", (double) bytes / GIB,
                        limited ? "left by the container's limit" : "available"),
                "the forks of all styles of a round are alive at once: free some memory or name fewer styles");
    }
}
