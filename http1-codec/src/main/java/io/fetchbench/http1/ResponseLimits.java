package io.fetchbench.http1;

/**
 * How much of a response is accepted.
 *
 * @param maxHeaderBytes status line, fields and the empty line after them, line ends included; interim responses count
 *            towards their final one. Trailers, and all chunk extensions of a body together, may have as many again. 1
 *            or more
 * @param maxHeaders field lines in the header, and likewise in the trailers; 0 or more
 * @param maxBodyBytes longest body, without its framing; 0 or more
 */
public record ResponseLimits(int maxHeaderBytes, int maxHeaders, long maxBodyBytes) {
    /** Checks every range. */
    public ResponseLimits {
        atLeast("maxHeaderBytes", 1, maxHeaderBytes);
        atLeast("maxHeaders", 0, maxHeaders);
        atLeast("maxBodyBytes", 0, maxBodyBytes);
    }

    private static void atLeast(String name, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(name + ": expected " + least + " or more, got " + value);
        }
    }
}
