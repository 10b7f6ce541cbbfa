package io.fetchbench.http1;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes GET requests to one origin (RFC 9112, section 3). Immutable, safe for use by any number of threads, and without
 * allocation.
 *
 * <p>Only visible ASCII gets into a request: a target with a space or a line end could make two requests of one (RFC
 * 9112, section 11.2).
 */
public final class RequestEncoder {
    private static final byte[] PREFIX = "GET ".getBytes(StandardCharsets.US_ASCII);

    private final byte[] suffix;

    /**
     * An encoder for one origin.
     *
     * @param hostHeader value of the {@code Host} field, such as {@code 127.0.0.1:8080}
     * @param keepAlive false to ask the server to close the connection after its response
     * @throws IllegalArgumentException if the host is empty, or has a space, control or non-ASCII character
     */
    public RequestEncoder(String hostHeader, boolean keepAlive) {
        requireNotEmpty("host header", hostHeader);
        for (int i = 0; i < hostHeader.length(); i++) {
            requireVisible("host header", hostHeader, i);
        }
        String connection = keepAlive ? "" : "Connection: close\r\n";
        String text = " HTTP/1.1\r\nHost: " + hostHeader + "\r\n" + connection + "\r\n";
        suffix = text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * How much room a request takes.
     *
     * @param target path and query
     * @return bytes that {@link #encode} writes
     */
    public int encodedLength(String target) {
        return PREFIX.length + target.length() + suffix.length;
    }

    /**
     * Writes a whole request, or nothing when it throws.
     *
     * @param target path and query, already percent-encoded
     * @param out where to; its position moves behind the request
     * @throws IllegalArgumentException if the target is empty, or has a space, control or non-ASCII character
     * @throws BufferOverflowException if {@code out} has less than {@link #encodedLength} bytes remaining
     */
    public void encode(String target, ByteBuffer out) {
        requireNotEmpty("request target", target);
        if (out.remaining() < encodedLength(target)) {
            throw new BufferOverflowException();
        }
        int start = out.position();
        int at = start + PREFIX.length;
        for (int i = 0; i < target.length(); i++) {
            requireVisible("request target", target, i);
            out.put(at + i, (byte) target.charAt(i));
        }
        out.put(PREFIX).position(at + target.length()).put(suffix);
    }

    private static void requireNotEmpty(String what, String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(what + ": expected visible ASCII characters, got an empty text");
        }
    }

    private static void requireVisible(String what, String text, int index) {
        char c = text.charAt(index);
        if (c <= ' ' || c >= 0x7f) {
            throw new IllegalArgumentException(String.format(
                    "%s: expected visible ASCII characters, got U+%04X at index %d, percent-encode it", what, (int) c,
                    index));
        }
    }
}
