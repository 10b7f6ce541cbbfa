package io.fetchbench.harness.fork;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process keeps in memory. */
final class Memory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private Memory() {}

    /** {@return bytes of objects that are still in use, found by collecting all others} */
    static long liveHeapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** {@return bytes of this process in physical memory; null where the platform doesn't say} */
    static Long residentBytes() {
        if (!Files.isReadable(STATUS)) {
            return null;
        }
        try (var lines = Files.lines(STATUS)) {
            // VmRSS:     12345 kB, as proc(5) has it
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> Long.valueOf(line.replaceAll("[^0-9]", "")) * 1024).findFirst().orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
