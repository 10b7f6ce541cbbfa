package io.fetchbench.mockserver;

/**
 * A response, but for when it is sent and whether the connection stays open.
 *
 * @param status 200 to 599
 * @param framing how the end of the body is told
 * @param body what to send; empty where the status allows none
 * @param retryAfterSeconds value of Retry-After; negative for no such field
 */
record ResponseSpec(int status, Framing framing, Body body, long retryAfterSeconds) {
    private static final Body NO_BODY = new Body.Pattern(0);

    ResponseSpec {
        if (!mayHaveBody(status)) {
            body = NO_BODY;
        }
    }

    ResponseSpec(int status, Framing framing, Body body) {
        this(status, framing, body, -1);
    }

    static ResponseSpec text(int status, String sentence) {
        return new ResponseSpec(status, Framing.LENGTH, new Body.Text(sentence + "\n"));
    }

    boolean mayHaveBody() {
        return mayHaveBody(status);
    }

    /** RFC 9110, sections 15.3.5 and 15.4.5. */
    private static boolean mayHaveBody(int status) {
        return status != 204 && status != 304;
    }
}
