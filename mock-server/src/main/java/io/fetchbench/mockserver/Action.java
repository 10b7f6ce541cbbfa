package io.fetchbench.mockserver;

/** What a request target asks for. */
sealed interface Action {

    /**
     * A response, after a wait.
     *
     * @param delayNanos 0 or more
     */
    record Respond(long delayNanos, ResponseSpec spec) implements Action {}

    /** The server's own figures. */
    record ReportStats() implements Action {}
}
