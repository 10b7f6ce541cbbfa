package io.fetchbench.mockserver;

/** What a request target asks for. */
sealed interface Action {

    /**
     * A response, after a wait.
     *
     * @param delayNanos 0 or more
     * @param spec the response
     * @param disturbance what is unusual about the way it is sent; null for nothing
     */
    record Respond(long delayNanos, ResponseSpec spec, Disturbance disturbance) implements Action {}

    /** The server's own figures. */
    record ReportStats() implements Action {}
}
