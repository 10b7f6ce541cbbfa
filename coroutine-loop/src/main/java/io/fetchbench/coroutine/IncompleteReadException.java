package io.fetchbench.coroutine;

import java.io.EOFException;

/** The stream ended before what was asked for was complete. */
public final class IncompleteReadException extends EOFException {
    private static final long serialVersionUID = 1;

    private final transient byte[] partial;

    IncompleteReadException(String expected, byte[] partial) {
        super("stream: expected " + expected + ", got its end after " + partial.length + " bytes");
        this.partial = partial;
    }

    /**
     * What was there.
     *
     * @return the bytes before the end
     */
    public byte[] partial() {
        return partial;
    }
}
