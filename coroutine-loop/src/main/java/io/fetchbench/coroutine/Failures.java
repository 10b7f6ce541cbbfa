package io.fetchbench.coroutine;

import java.lang.System.Logger.Level;

/** Where the failures of a loop go that nobody else can be told of. */
final class Failures {
    private static final System.Logger LOG = System.getLogger(EventLoop.class.getName());

    private final EventLoop loop;
    private ExceptionHandler handler;

    Failures(EventLoop loop) {
        this.loop = loop;
    }

    void setHandler(ExceptionHandler handler) {
        this.handler = handler;
    }

    void report(ExceptionHandler.Context context) {
        if (handler == null) {
            log(context);
            return;
        }
        try {
            handler.handle(loop, context);
        } catch (Throwable e) {
            log(context);
            log(new ExceptionHandler.Context("exception handler failed", e, handler));
        }
    }

    void reportFromAnyThread(ExceptionHandler.Context context) {
        try {
            loop.callSoonThreadsafe(() -> report(context));
        } catch (IllegalStateException _) {
            // The loop is closed: the log is all there is.
            log(context);
        }
    }

    /** Ends a task whose loop is being closed. */
    void abandon(Task<?> task) {
        try {
            task.abandon();
        } catch (Throwable e) {
            report(new ExceptionHandler.Context(task.name() + " failed when its loop was closed", e, task));
        }
    }

    private static void log(ExceptionHandler.Context context) {
        LOG.log(Level.ERROR, context.message(), context.exception());
    }
}
