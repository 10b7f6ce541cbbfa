package io.fetchbench.coroutine;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;

/** Debug mode: who asked for a callback, and which ones kept the loop from everything else for too long. */
final class SlowCallbackLog {
    private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());
    private static final Duration SLOW = Duration.ofMillis(100);
    private static final StackWalker WALKER = StackWalker
            .getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE));

    /** The first frame outside of the loop's own code. */
    Object callSite() {
        return WALKER.walk(frames -> frames.filter(frame -> !isOwn(frame.getDeclaringClass())).findFirst())
                .map(StackWalker.StackFrame::toStackTraceElement).orElse(null);
    }

    private static boolean isOwn(Class<?> type) {
        return type == SlowCallbackLog.class || type == EventLoop.class || type == Asyncio.class;
    }

    void record(Runnable callback, long tookNanos) {
        if (tookNanos >= SLOW.toNanos()) {
            LOG.log(Level.WARNING, "{0} ran for {1} ms; nothing else could meanwhile", callback, tookNanos / 1_000_000);
        }
    }
}
