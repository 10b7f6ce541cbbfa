package io.fetchbench.harness.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Connections that found a listening socket's queue full, from {@code /proc/net/netstat} (TcpExt, ListenOverflows): of this
 * network namespace, whoever listens. Linux drops their SYN, and the client tries again after a second.
 */
final class ListenQueue {
    private static final Path NETSTAT = Path.of("/proc/net/netstat");
    private static final String GROUP = "TcpExt:";
    private static final String COUNTER = "ListenOverflows";

    private ListenQueue() {}

    /** {@return how many so far; null where the platform doesn't say} */
    static Long overflows() {
        try {
            return Files.isReadable(NETSTAT) ? parse(Files.readAllLines(NETSTAT)) : null;
        } catch (IOException e) {
            return null;
        }
    }

    /** Of two lines, the first has a group's names and the second its numbers. */
    static Long parse(List<String> lines) {
        List<List<String>> group = lines.stream().filter(line -> line.startsWith(GROUP))
                .map(line -> List.of(line.split(" +"))).toList();
        int column = group.isEmpty() ? -1 : group.getFirst().indexOf(COUNTER);
        return column < 0 || group.size() < 2 || group.get(1).size() <= column
                ? null
                : Long.valueOf(group.get(1).get(column));
    }
}
