package io.fetchbench.http1;

import java.nio.ByteBuffer;

/** The kinds of buffer a caller may read into. */
enum Memory {
    HEAP, HEAP_SLICE, HEAP_READ_ONLY, DIRECT;

    private static final int SURROUNDINGS = 7;

    /** A buffer of this kind with these bytes remaining. */
    ByteBuffer of(byte[] bytes, int from, int to) {
        int length = to - from;
        return switch (this) {
            case HEAP -> ByteBuffer.allocate(length).put(bytes, from, length).flip();
            case HEAP_SLICE -> ByteBuffer.allocate(length + 2 * SURROUNDINGS)
                    .put(SURROUNDINGS, bytes, from, length)
                    .slice(SURROUNDINGS - 2, length + 2)
                    .position(2);
            case HEAP_READ_ONLY -> HEAP.of(bytes, from, to).asReadOnlyBuffer();
            case DIRECT -> ByteBuffer.allocateDirect(length).put(bytes, from, length).flip();
        };
    }
}
