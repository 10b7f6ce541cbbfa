package io.fetchbench.harness.record;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Where a run was measured.
 *
 * @param os name and version of the system
 * @param cpu model
 * @param cores processors this process may use
 * @param memoryBytes physical memory
 * @param jdk vendor and version of the JDK the forks ran on
 * @param jvmArgs options every fork was started with
 * @param clientCores where forks were pinned, as {@code taskset} takes it; "not pinned" otherwise
 * @param serverCores where the mock server was pinned, likewise
 * @param serverTransport what the mock server's event loop waits with: epoll, kqueue or nio
 * @param cpuClock where CPU time was read from
 * @param commit the revision measured, with "-dirty" if sources were changed; "unknown" outside a checkout
 */
public record Environment(String os, String cpu, int cores, long memoryBytes, String jdk, List<String> jvmArgs,
        String clientCores, String serverCores, String serverTransport, String cpuClock, String commit) {
    /** Checks that all is there. */
    public Environment {
        requireNonNull(os, "no os");
        requireNonNull(cpu, "no cpu");
        requireNonNull(jdk, "no jdk");
        jvmArgs = List.copyOf(requireNonNull(jvmArgs, "no jvmArgs"));
        requireNonNull(clientCores, "no clientCores");
        requireNonNull(serverCores, "no serverCores");
        requireNonNull(serverTransport, "no serverTransport");
        requireNonNull(cpuClock, "no cpuClock");
        requireNonNull(commit, "no commit");
    }

    /**
     * The same with another source of CPU time.
     *
     * @param source {@link #cpuClock()}
     * @return a changed copy
     */
    public Environment withCpuClock(String source) {
        return new Environment(os, cpu, cores, memoryBytes, jdk, jvmArgs, clientCores, serverCores, serverTransport,
                source, commit);
    }
}
