package io.fetchbench.coroutine;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Listens for connections, and serves each in a task of its own. Only for the thread of the loop. */
public final class Server implements AutoCloseable {
    /** As in Python. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final EventLoop loop;
    private final Streams.Client client;
    private final ServerSocketChannel channel;
    private final SelectionKey key;

    Server(EventLoop loop, Streams.Client client, InetSocketAddress address) throws IOException {
        this.loop = loop;
        this.client = client;
        channel = ServerSocketChannel.open();
        try {
            channel.bind(address);
            key = loop.poller.register(channel, this::accept);
            key.interestOps(SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    private void accept() {
        try {
            SocketChannel accepted;
            while ((accepted = channel.accept()) != null) {
                serve(accepted);
            }
        } catch (IOException e) {
            loop.callExceptionHandler(new ExceptionHandler.Context("server: a connection was not accepted", e, this));
            pause();
        }
    }

    /** Out of file descriptors, most likely: the connection stays in the backlog, and would be ready again at once. */
    private void pause() {
        key.interestOps(0);
        loop.callLater(PAUSE, () -> {
            if (key.isValid()) {
                key.interestOps(SelectionKey.OP_ACCEPT);
            }
        });
    }

    private void serve(SocketChannel accepted) throws IOException {
        LoopSocket socket = new LoopSocket(loop, accepted);
        socket.startReading();
        StreamReader reader = new StreamReader(socket::read, StreamReader.DEFAULT_LIMIT);
        Task<Void> task = loop.createTask("client of " + channel.getLocalAddress(), () -> {
            try (StreamWriter writer = new StreamWriter(socket)) {
                client.connected(reader, writer);
            }
            return null;
        });
        task.addDoneCallback(this::report);
    }

    private void report(LoopFuture<Void> task) {
        if (!task.cancelled() && task.exception() != null) {
            loop.callExceptionHandler(new ExceptionHandler.Context(task.name() + " failed", task.exception(), task));
        }
    }

    /**
     * Where it listens.
     *
     * @return with the port that it got
     * @throws IOException if it is closed
     */
    public InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /** Stops listening. Connections there are go on. */
    @Override
    public void close() {
        try {
            channel.close();
            loop.poller.releaseClosed();
        } catch (IOException e) {
            loop.callExceptionHandler(new ExceptionHandler.Context("server: it could not be closed", e, this));
        }
    }
}
