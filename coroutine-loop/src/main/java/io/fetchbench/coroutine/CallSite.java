package io.fetchbench.coroutine;

import java.util.Set;

/** Debug mode: which code outside of this package asked for something. */
final class CallSite {
    private static final StackWalker WALKER = StackWalker
            .getInstance(Set.of(StackWalker.Option.RETAIN_CLASS_REFERENCE));
    private static final Set<Class<?>> OWN = Set.of(CallSite.class, SlowCallbackLog.class, EventLoop.class,
            Asyncio.class,
            Generator.class, AbandonedGenerator.class);

    private CallSite() {}

    /** The innermost frame that is not of the loop's own code. */
    static StackTraceElement find() {
        return WALKER.walk(frames -> frames.filter(frame -> !OWN.contains(frame.getDeclaringClass())).findFirst())
                .map(StackWalker.StackFrame::toStackTraceElement).orElse(null);
    }
}
