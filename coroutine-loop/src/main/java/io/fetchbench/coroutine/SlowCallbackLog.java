package io.fetchbench.coroutine;

import java.lang.System.Logger.Level;
import java.time.Duration;

/** Debug mode: logs the callbacks that kept a loop from everything else for too long. */
final class SlowCallbackLog {
    private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());
    private static final Duration SLOW = Duration.ofMillis(100);

    void record(Runnable callback, long tookNanos) {
        if (tookNanos >= SLOW.toNanos()) {
            LOG.log(Level.WARNING, "{0} ran for {1} ms; nothing else could meanwhile", callback, tookNanos / 1_000_000);
        }
    }
}
