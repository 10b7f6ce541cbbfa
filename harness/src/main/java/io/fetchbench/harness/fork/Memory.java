package io.fetchbench.harness.fork;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this process keeps in memory. */
final class Memory {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

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
        try {
            // VmRSS:     12345 kB, as proc(5) has it
            String status = Files.readString(STATUS, StandardCharsets.ISO_8859_1);
            int start = status.indexOf(RESIDENT);
            int end = status.indexOf("kB", start);
            return start < 0 ? null : Long.parseLong(status.substring(start + RESIDENT.length(), end).strip()) * 1024;
        } catch (IOException e) {
            return null;
        }
    }
}
