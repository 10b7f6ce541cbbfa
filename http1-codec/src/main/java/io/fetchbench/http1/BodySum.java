package io.fetchbench.http1;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Counts and checksums the bytes of a body, and stops one that is too long before it is read. */
final class BodySum {
    private final CRC32C crc32c = new CRC32C();
    private final long maxBytes;
    private long bytes;

    BodySum(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    void reset() {
        crc32c.reset();
        bytes = 0;
    }

    /** Refuses that many more bytes if they exceed the limit. */
    void expect(long moreBytes) throws BodyTooLargeException {
        if (moreBytes > maxBytes - bytes) {
            long least = moreBytes > Long.MAX_VALUE - bytes ? Long.MAX_VALUE : bytes + moreBytes;
            throw new BodyTooLargeException(
                    "response body: expected at most " + maxBytes + " bytes, got at least " + least);
        }
    }

    /** Takes up to {@code wanted} bytes and returns how many. */
    int take(ByteBuffer in, long wanted) {
        int limit = in.limit();
        int taken = (int) Math.min(in.remaining(), wanted);
        in.limit(in.position() + taken);
        crc32c.update(in);
        in.limit(limit);
        bytes += taken;
        return taken;
    }

    long bytes() {
        return bytes;
    }

    int crc32c() {
        return (int) crc32c.getValue();
    }
}
