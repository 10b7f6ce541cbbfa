package io.fetchbench.coroutine;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Bytes that arrive, to be read in the pieces that are wanted; as asyncio's. Every method stops the task that calls it
 * until it has what it is asked for. One task at a time may read.
 *
 * <p>It reads from the socket only when asked for more than it has, so that a peer that sends faster than this is read is
 * held back by TCP.
 */
public final class StreamReader {
    /** As in Python: a line, or what comes before any other separator, may be this long. */
    static final int DEFAULT_LIMIT = 64 * 1024;
    private static final int CHUNK = 8 * 1024;

    private final ByteSource source;
    private final int limit;

    /** What has arrived and was not read: from position to limit. */
    private ByteBuffer buffer = ByteBuffer.allocate(CHUNK).limit(0);
    private boolean ended;
    private boolean reading;

    StreamReader(ByteSource source, int limit) {
        this.source = source;
        this.limit = limit;
    }

    /**
     * Reads a line.
     *
     * @return with the newline at its end; without one at the end of the stream, and empty after that
     * @throws LimitOverrunException if the line is longer than the limit, 64 KiB
     * @throws Exception if the connection is broken
     */
    public byte[] readLine() throws Exception {
        try {
            return readUntil(new byte[]{'\n'});
        } catch (IncompleteReadException e) {
            return e.partial();
        }
    }

    /**
     * Reads to a separator.
     *
     * @param separator at least one byte
     * @return with the separator at its end
     * @throws IncompleteReadException if the stream ends without one
     * @throws LimitOverrunException if what comes before it is longer than the limit, 64 KiB
     * @throws Exception if the connection is broken
     */
    public byte[] readUntil(byte[] separator) throws Exception {
        if (separator.length == 0) {
            throw new IllegalArgumentException("separator: expected at least one byte, got none");
        }
        int searched = 0;
        while (true) {
            int found = indexOf(separator, searched);
            if (found > limit || found < 0 && buffer.remaining() > limit) {
                throw new LimitOverrunException(limit);
            }
            if (found >= 0) {
                return take(found + separator.length);
            }
            searched = Math.max(0, buffer.remaining() - separator.length + 1);
            if (!fill()) {
                throw new IncompleteReadException("a separator", take(buffer.remaining()));
            }
        }
    }

    /** Where in the buffer it is, from the position on, or -1. */
    private int indexOf(byte[] separator, int from) {
        byte[] bytes = buffer.array();
        int start = buffer.position();
        int last = buffer.limit() - separator.length;
        for (int i = start + from; i <= last; i++) {
            if (bytes[i] == separator[0]
                    && Arrays.equals(bytes, i, i + separator.length, separator, 0, separator.length)) {
                return i - start;
            }
        }
        return -1;
    }

    /**
     * Reads so many bytes.
     *
     * @param count 0 or more
     * @return exactly so many
     * @throws IncompleteReadException if the stream ends before
     * @throws Exception if the connection is broken
     */
    public byte[] readExactly(int count) throws Exception {
        if (count < 0) {
            throw new IllegalArgumentException("readExactly: expected 0 bytes or more, got " + count);
        }
        while (buffer.remaining() < count) {
            if (!fill()) {
                throw new IncompleteReadException(count + " bytes", take(buffer.remaining()));
            }
        }
        return take(count);
    }

    /**
     * Reads what is there.
     *
     * @param most 1 or more
     * @return at least one byte, or none at the end of the stream
     * @throws Exception if the connection is broken
     */
    public byte[] read(int most) throws Exception {
        if (most < 1) {
            throw new IllegalArgumentException("read: expected 1 byte or more to be asked for, got " + most);
        }
        if (!buffer.hasRemaining()) {
            fill();
        }
        return take(Math.min(most, buffer.remaining()));
    }

    /**
     * Reads everything to the end of the stream.
     *
     * @return all that is left
     * @throws Exception if the connection is broken
     */
    public byte[] readAll() throws Exception {
        while (fill()) {
            // All of it is in the buffer then.
        }
        return take(buffer.remaining());
    }

    /**
     * Whether everything was read.
     *
     * @return true once the end has been seen and nothing is left before it
     */
    public boolean atEof() {
        return ended && !buffer.hasRemaining();
    }

    private byte[] take(int count) {
        byte[] taken = new byte[count];
        buffer.get(taken);
        return taken;
    }

    /** Waits for more bytes; false at the end. */
    private boolean fill() throws Exception {
        if (ended) {
            return false;
        }
        if (reading) {
            throw new IllegalStateException("stream: expected one task to read at a time, got another one");
        }
        ByteBuffer room = room();
        reading = true;
        try {
            ended = source.read(room) < 0;
        } finally {
            reading = false;
            buffer.limit(room.position());
        }
        return !ended;
    }

    /** The free end of the buffer, after what is left was moved to its beginning or to a larger one if need be. */
    private ByteBuffer room() {
        if (buffer.limit() == buffer.capacity()) {
            boolean full = buffer.remaining() > buffer.capacity() / 2;
            ByteBuffer target = full ? ByteBuffer.allocate(2 * buffer.capacity()) : buffer.duplicate().clear();
            buffer = target.put(buffer).flip();
        }
        return buffer.duplicate().limit(buffer.capacity()).position(buffer.limit());
    }
}
