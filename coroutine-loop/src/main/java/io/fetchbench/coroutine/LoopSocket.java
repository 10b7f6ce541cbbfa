package io.fetchbench.coroutine;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/**
 * A socket of an {@link EventLoop}: {@code sock_connect}, {@code sock_recv_into} and {@code sock_sendall} of asyncio. To
 * wait for it stops the task that calls, never the thread. Only for the thread of the loop.
 *
 * <p>It stays registered for reading all the time, so that reading costs no system call on the selector; for writing only
 * while there is something that the socket would not take.
 */
public final class LoopSocket implements AutoCloseable {
    /** Done when the socket is ready. */
    private static final class Readiness extends LoopFuture<Void> implements Runnable {
        Readiness(EventLoop loop) {
            super(loop);
        }

        @Override
        public void run() {
            if (!done()) {
                setResult(null);
            }
        }
    }

    private final EventLoop loop;
    private final SocketChannel channel;
    private final SelectionKey key;
    private Runnable whenReadable;
    private Runnable whenWritable;
    private boolean readable;

    LoopSocket(EventLoop loop, SocketChannel channel) throws IOException {
        this.loop = loop;
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = loop.poller.register(channel, this::onReady);
    }

    /**
     * Connects.
     *
     * @param address resolved
     * @return connected, with TCP_NODELAY
     * @throws IOException if it can't be connected
     * @throws Exception only as that
     * @throws CancelledError if the task is cancelled meanwhile
     */
    public static LoopSocket connect(InetSocketAddress address) throws Exception {
        EventLoop loop = Asyncio.currentTask().loop();
        boolean ipv4 = address.getAddress() instanceof Inet4Address;
        SocketChannel channel = SocketChannel.open(ipv4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
        try {
            LoopSocket socket = new LoopSocket(loop, channel);
            socket.finishConnect(address);
            return socket;
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    /** Asks once more at once, because on loopback the handshake is over when connect returns. */
    private void finishConnect(InetSocketAddress address) throws Exception {
        if (!channel.connect(address) && !channel.finishConnect()) {
            Readiness ready = new Readiness(loop);
            whenWritable = ready;
            key.interestOps(SelectionKey.OP_CONNECT);
            Asyncio.await(ready);
            if (!channel.finishConnect()) {
                throw new IOException("connect to " + address + ": expected it to be over, got neither outcome");
            }
        }
        startReading();
    }

    void startReading() {
        key.interestOps(SelectionKey.OP_READ);
    }

    /** For the poller. What is ready with nobody waiting for it is remembered, and not asked for again. */
    private void onReady() {
        if (!key.isValid()) {
            return;
        }
        int ready = key.readyOps();
        if ((ready & ~SelectionKey.OP_READ) != 0) {
            key.interestOpsAnd(SelectionKey.OP_READ);
            Runnable writer = whenWritable;
            whenWritable = null;
            run(writer);
        }
        if ((ready & SelectionKey.OP_READ) != 0 && key.isValid()) {
            Runnable reader = whenReadable;
            whenReadable = null;
            readable = true;
            if (reader == null) {
                key.interestOpsAnd(~SelectionKey.OP_READ);
            }
            run(reader);
        }
    }

    private void run(Runnable callback) {
        if (callback != null) {
            loop.call(callback);
        }
    }

    /**
     * Reads what is there, and waits if nothing is.
     *
     * @param into has room
     * @return bytes read, 1 or more; -1 at the end of the stream
     * @throws IOException if the connection is broken or closed
     * @throws Exception only as that
     */
    public int read(ByteBuffer into) throws Exception {
        int bytes;
        do {
            awaitReadable();
            bytes = tryRead(into);
        } while (bytes == 0);
        return bytes;
    }

    /**
     * Stops the task that calls until there is something to read, the end included. Together with {@link #tryRead} it
     * lets many sockets share one buffer, as none is needed while waiting.
     *
     * @throws Exception if the task is cancelled
     */
    public void awaitReadable() throws Exception {
        if (!readable) {
            Readiness ready = new Readiness(loop);
            callWhenReadable(ready);
            Asyncio.await(ready);
        }
    }

    /**
     * Reads what is there.
     *
     * @param into has room
     * @return bytes read; 0 if there are none yet, -1 at the end of the stream
     * @throws IOException if the connection is broken or closed
     */
    public int tryRead(ByteBuffer into) throws IOException {
        int bytes = channel.read(into);
        // A read that leaves room has emptied the socket, which saves the read that would say so.
        readable = bytes < 0 || !into.hasRemaining();
        return bytes;
    }

    /**
     * Has a callback run once when there is something to read, the end included: {@code add_reader} of asyncio, but for
     * one time. To wait for reading takes its place.
     *
     * @param callback must not block
     */
    public void callWhenReadable(Runnable callback) {
        whenReadable = callback;
        if (!key.isValid()) {
            if (readable) {
                loop.enqueue(this::callReader);
            }
            return;
        }
        // That the last read filled its buffer does not mean that there is more; the selector knows.
        readable = false;
        if ((key.interestOps() & SelectionKey.OP_READ) == 0) {
            key.interestOpsOr(SelectionKey.OP_READ);
        }
    }

    private void callReader() {
        Runnable reader = whenReadable;
        whenReadable = null;
        run(reader);
    }

    /**
     * Writes all of it, and waits while the socket won't take any more.
     *
     * @param from what to write
     * @throws IOException if the connection is broken or closed
     * @throws Exception only as that
     */
    public void write(ByteBuffer from) throws Exception {
        while (!tryWrite(from)) {
            Readiness ready = new Readiness(loop);
            callWhenWritable(ready);
            Asyncio.await(ready);
        }
    }

    /**
     * Writes what the socket takes now.
     *
     * @param from what to write
     * @return true if that was all
     * @throws IOException if the connection is broken or closed
     */
    public boolean tryWrite(ByteBuffer from) throws IOException {
        channel.write(from);
        return !from.hasRemaining();
    }

    void callWhenWritable(Runnable callback) {
        whenWritable = callback;
        if (key.isValid()) {
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
    }

    void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    /**
     * Whether it was closed here.
     *
     * @return true after {@link #close}
     */
    public boolean isClosed() {
        return !channel.isOpen();
    }

    /**
     * The other end.
     *
     * @return its address
     * @throws IOException if the socket is closed
     */
    public InetSocketAddress remoteAddress() throws IOException {
        return (InetSocketAddress) channel.getRemoteAddress();
    }

    EventLoop loop() {
        return loop;
    }

    /** Closes it. Whoever waits for it is woken, and finds it closed. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException _) {
            // The descriptor is freed all the same, and nobody could do anything about it.
        }
        readable = true;
        callReader();
        Runnable writer = whenWritable;
        whenWritable = null;
        run(writer);
    }
}
