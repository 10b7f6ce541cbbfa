package io.fetchbench.coroutine;

/** Told of a failure that has nobody else to go to. */
@FunctionalInterface
public interface ExceptionHandler {
    /**
     * Called on the thread of the loop.
     *
     * @param loop where it happened
     * @param context what happened
     */
    void handle(EventLoop loop, Context context);

    /**
     * What happened.
     *
     * @param message one line for a log
     * @param exception the failure
     * @param source the callback, future or task it came from
     */
    record Context(String message, Throwable exception, Object source) {}
}
