package io.fetchbench.http1;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts a message into lines ended by CR LF (RFC 9112, section 2.2), and counts their bytes against a budget. A line is
 * looked at where it lies; only one that straddles two buffers is copied.
 *
 * <p>A control character other than a tab is refused in any line, a bare CR and a bare LF included. RFC 9112 would let a
 * recipient take a bare LF as a line end and a bare CR as a space; taking neither leaves no two readings of a message.
 */
final class LineReader {
    private static final int COPIED_BYTES = 512;
    private static final int LEAST_STRADDLING_BYTES = 128;
    private static final byte[] NONE = {};

    /** The line that {@link #next} found, without its end: {@code bytes[from]} to {@code bytes[to - 1]}. */
    byte[] bytes = NONE;
    int from;
    int to;

    private String section;
    private long maxBytes;
    private long budget;

    private byte[] window = NONE;
    private int windowStart;
    private int windowNext;
    private int windowEnd;
    private byte[] copied = NONE;
    private byte[] straddling = NONE;
    private int straddlingLength;
    private boolean carriageReturnSeen;

    /** Starts a part of a message with a budget of its own and forgets a line begun. */
    void startSection(String name, long maxSectionBytes) {
        section = name;
        maxBytes = maxSectionBytes;
        budget = maxSectionBytes;
        straddlingLength = 0;
        carriageReturnSeen = false;
    }

    /** Starts on what remains in a buffer; {@link #unload} is to follow. */
    void load(ByteBuffer in) {
        if (in.hasArray()) {
            window = in.array();
            windowStart = in.arrayOffset() + in.position();
            windowEnd = windowStart + in.remaining();
        } else {
            copyFrom(in);
        }
        windowNext = windowStart;
    }

    private void copyFrom(ByteBuffer in) {
        if (copied.length == 0) {
            copied = new byte[COPIED_BYTES];
        }
        window = copied;
        windowStart = 0;
        windowEnd = Math.min(in.remaining(), COPIED_BYTES);
        in.get(in.position(), copied, 0, windowEnd);
    }

    /** Marks as consumed what was read of the buffer. */
    void unload(ByteBuffer in) {
        in.position(in.position() + windowNext - windowStart);
    }

    /**
     * Looks for the end of the current line.
     *
     * @return true if it was found; false if everything loaded belongs to a line still incomplete
     */
    boolean next() throws MalformedResponseException {
        int lineEnd = carriageReturnSeen ? windowNext : endOfText();
        if (straddlingLength + lineEnd - windowNext > budget) {
            throw tooLong();
        }
        if (lineEnd == windowEnd) {
            keep(lineEnd);
            return false;
        }
        if (!carriageReturnSeen) {
            requireCarriageReturn(lineEnd);
        }
        int lineFeed = carriageReturnSeen ? lineEnd : lineEnd + 1;
        if (lineFeed == windowEnd) {
            keep(lineEnd);
            carriageReturnSeen = true;
            windowNext = lineFeed;
            return false;
        }
        if (window[lineFeed] != '\n') {
            throw malformed("expected a line feed after each carriage return, got a bare CR");
        }
        finish(lineEnd);
        windowNext = lineFeed + 1;
        return true;
    }

    private int endOfText() {
        int i = Octets.indexOfControl(window, windowNext, windowEnd);
        while (i < windowEnd && window[i] == '\t') {
            i = Octets.indexOfControl(window, i + 1, windowEnd);
        }
        return i;
    }

    private void requireCarriageReturn(int index) throws MalformedResponseException {
        byte octet = window[index];
        if (octet == '\n') {
            throw malformed("expected lines ended by CR LF, got a bare LF");
        }
        if (octet != '\r') {
            throw malformed(String.format("expected no control characters, got 0x%02x", octet));
        }
    }

    /** Appends what the window has of an incomplete line. */
    private void keep(int end) {
        append(end - windowNext);
        windowNext = end;
    }

    private void append(int length) {
        int needed = straddlingLength + length;
        if (needed > straddling.length) {
            straddling = Arrays.copyOf(straddling, Math.max(LEAST_STRADDLING_BYTES, 2 * needed));
        }
        System.arraycopy(window, windowNext, straddling, straddlingLength, length);
        straddlingLength = needed;
    }

    private void finish(int lineEnd) throws MalformedResponseException {
        int length = lineEnd - windowNext;
        budget -= straddlingLength + length + 2;
        if (budget < 0) {
            throw tooLong();
        }
        if (straddlingLength == 0) {
            point(window, windowNext, lineEnd);
        } else {
            append(length);
            point(straddling, 0, straddlingLength);
        }
        straddlingLength = 0;
        carriageReturnSeen = false;
    }

    private void point(byte[] lineBytes, int lineFrom, int lineTo) {
        bytes = lineBytes;
        from = lineFrom;
        to = lineTo;
    }

    private MalformedResponseException tooLong() {
        return malformed("expected at most " + maxBytes + " bytes, got more");
    }

    private MalformedResponseException malformed(String reason) {
        return new MalformedResponseException(section + ": " + reason);
    }
}
