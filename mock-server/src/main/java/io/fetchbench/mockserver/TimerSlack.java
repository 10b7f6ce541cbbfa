package io.fetchbench.mockserver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** By how much Linux may put off the wake-up of a thread, to save power; 50 us unless set (proc_pid_timerslack_ns(5)). */
final class TimerSlack {
    private TimerSlack() {}

    /** Has the current thread woken as exactly as the system can; where that isn't possible, leaves it as it is. */
    static void minimizeOnCurrentThread() {
        try {
            Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
            Files.writeString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"), "1");
        } catch (IOException _) {
            // Not Linux, or not allowed: delays come some 50 us later, and delay_error_us shows it.
        }
    }
}
