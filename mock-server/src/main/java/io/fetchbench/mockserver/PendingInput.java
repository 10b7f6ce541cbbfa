package io.fetchbench.mockserver;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Bytes of one connection that were read and can't be acted on yet. */
final class PendingInput {
    private static final byte[] NONE = new byte[0];

    private byte[] bytes = NONE;
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    boolean isEmpty() {
        return length == 0;
    }

    void append(byte[] from, int start, int end) {
        int more = end - start;
        if (more > 0) {
            reserve(more);
            System.arraycopy(from, start, bytes, length, more);
            length += more;
        }
    }

    void append(ByteBuf from) {
        int more = from.readableBytes();
        reserve(more);
        from.readBytes(bytes, length, more);
        length += more;
    }

    private void reserve(int more) {
        if (bytes.length < length + more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** Drops the first bytes; with the last of them, the memory too. */
    void discard(int count) {
        length -= count;
        if (length == 0) {
            bytes = NONE;
        } else if (count > 0) {
            System.arraycopy(bytes, count, bytes, 0, length);
        }
    }
}
