package io.fetchbench.coroutine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes to be sent, as asyncio's: {@link #write} never waits, it keeps what the socket won't take; {@link #drain} waits
 * while too much is kept. Only for the thread of the loop.
 */
public final class StreamWriter implements AutoCloseable {
    /** As in Python: above the first {@link #drain} waits, until no more than the second is left. */
    static final int HIGH_WATER_BYTES = 64 * 1024;
    static final int LOW_WATER_BYTES = HIGH_WATER_BYTES / 4;

    private final LoopSocket socket;
    private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
    private final List<LoopFuture<Void>> draining = new ArrayList<>();
    private final LoopFuture<Void> closed;
    private long unsentBytes;
    private boolean closing;
    private boolean endAfterwards;
    private IOException broken;

    StreamWriter(LoopSocket socket) {
        this.socket = socket;
        closed = socket.loop().createFuture();
    }

    /**
     * Sends bytes, now or as soon as the socket takes them.
     *
     * @param bytes not to be changed afterwards
     * @throws IOException if the connection is broken or closing
     */
    public void write(byte[] bytes) throws IOException {
        if (closing || endAfterwards) {
            throw new IOException(
                    "stream: expected nothing to be written after its end, got " + bytes.length + " bytes");
        }
        throwIfBroken();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (!unsent.isEmpty() || !socket.tryWrite(buffer)) {
            unsent.add(buffer);
            unsentBytes += buffer.remaining();
            socket.callWhenWritable(this::flush);
        }
    }

    private void throwIfBroken() throws IOException {
        if (broken != null) {
            throw new IOException("stream: expected a connection, got one that is broken: " + broken.getMessage(),
                    broken);
        }
    }

    private void flush() {
        try {
            while (!unsent.isEmpty() && sendFirst()) {
                unsent.poll();
            }
        } catch (IOException e) {
            broken = e;
            unsent.clear();
            unsentBytes = 0;
        }
        if (!unsent.isEmpty()) {
            socket.callWhenWritable(this::flush);
        }
        if (unsentBytes <= LOW_WATER_BYTES) {
            endDraining();
        }
        if (unsent.isEmpty()) {
            finish();
        }
    }

    private boolean sendFirst() throws IOException {
        ByteBuffer first = unsent.peek();
        int before = first.remaining();
        boolean all = socket.tryWrite(first);
        unsentBytes -= before - first.remaining();
        return all;
    }

    private void endDraining() {
        draining.stream().filter(waiting -> !waiting.done()).forEach(waiting -> waiting.setResult(null));
        draining.clear();
    }

    private void finish() {
        if (endAfterwards && broken == null) {
            try {
                socket.shutdownOutput();
            } catch (IOException e) {
                broken = e;
            }
        }
        if (closing) {
            closeNow();
        }
    }

    private void closeNow() {
        socket.close();
        endDraining();
        if (!closed.done()) {
            closed.setResult(null);
        }
    }

    /**
     * Stops the task that calls while more than 64 KiB are kept, until no more than 16 KiB are left.
     *
     * @throws IOException if the connection is broken or was closed
     * @throws Exception only as that
     */
    public void drain() throws Exception {
        throwIfBroken();
        if (unsentBytes > HIGH_WATER_BYTES) {
            LoopFuture<Void> waiting = socket.loop().createFuture();
            draining.add(waiting);
            Asyncio.await(waiting);
            throwIfBroken();
        }
    }

    /** Says to the other end that nothing more comes, once everything is sent. Reading may go on. */
    public void writeEof() {
        endAfterwards = true;
        if (unsent.isEmpty()) {
            finish();
        }
    }

    /** Closes the connection, for reading as well, once everything is sent. Returns at once. */
    @Override
    public void close() {
        closing = true;
        if (unsent.isEmpty()) {
            closeNow();
        }
    }

    /** Closes the connection now, whatever is left. */
    public void abort() {
        closing = true;
        unsent.clear();
        unsentBytes = 0;
        closeNow();
    }

    /**
     * Whether it was closed here.
     *
     * @return true after {@link #close} or {@link #abort}
     */
    public boolean isClosing() {
        return closing;
    }

    /**
     * Stops the task that calls until the connection is closed.
     *
     * @throws Exception if the task is cancelled
     */
    public void waitClosed() throws Exception {
        Asyncio.await(Asyncio.shield(closed));
    }

    /**
     * The other end.
     *
     * @return its address
     * @throws IOException if the connection is closed
     */
    public InetSocketAddress remoteAddress() throws IOException {
        return socket.remoteAddress();
    }

    long unsentBytes() {
        return unsentBytes;
    }
}
