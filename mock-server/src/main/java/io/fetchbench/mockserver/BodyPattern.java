package io.fetchbench.mockserver;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.zip.CRC32C;

/**
 * The content of every body, once: byte {@code i} is {@code 32 + i % 95}. Bodies are slices of it and are never copied.
 * The checksums are thread-safe, slices are as safe as the reference count of a buffer.
 */
final class BodyPattern implements AutoCloseable {
    /** After so many bytes the content repeats: one of each printable ASCII character. */
    static final int PERIOD = 95;

    /** The longest slice: large enough that writing costs little per byte, far below what a socket buffers. */
    static final int MAX_SLICE_BYTES = PERIOD * 1024;

    private final ByteBuf bytes = UnpooledByteBufAllocator.DEFAULT.directBuffer(MAX_SLICE_BYTES + PERIOD);

    BodyPattern() {
        for (int i = 0; i < bytes.capacity(); i++) {
            bytes.writeByte(byteAt(i));
        }
    }

    private static byte byteAt(int index) {
        return (byte) (' ' + index % PERIOD);
    }

    /** Bytes {@code from} to {@code from + length} of a body; the caller owns a reference. */
    ByteBuf retainedSlice(long from, int length) {
        return bytes.retainedSlice((int) (from % PERIOD), length);
    }

    /** The first bytes of a body, copied. */
    byte[] copy(int length) {
        byte[] copy = new byte[length];
        bytes.getBytes(0, copy);
        return copy;
    }

    /**
     * The CRC-32C of a body. A long one is put together from halves, so that a GiB takes microseconds and the event
     * loop that asks is not held up.
     */
    int crc32c(long length) {
        if (length <= MAX_SLICE_BYTES) {
            CRC32C crc = new CRC32C();
            crc.update(bytes.nioBuffer(0, (int) length));
            return (int) crc.getValue();
        }
        long first = MAX_SLICE_BYTES;
        int crc = crc32c(first);
        while (first * 2 <= length) {
            crc = Crc32cCombiner.combine(crc, crc, first);
            first *= 2;
        }
        // What is left starts at a multiple of the period, so it has the content of a shorter body.
        long rest = length - first;
        return Crc32cCombiner.combine(crc, crc32c(rest), rest);
    }

    @Override
    public void close() {
        bytes.release();
    }
}
