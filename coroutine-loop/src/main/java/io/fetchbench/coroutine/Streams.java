package io.fetchbench.coroutine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Connections as a pair of streams. */
public final class Streams {
    private Streams() {}

    /**
     * Both ends of a connection that are on this side.
     *
     * @param reader what arrives
     * @param writer what is sent; closing it closes the connection
     */
    public record Connection(StreamReader reader, StreamWriter writer) implements AutoCloseable {
        @Override
        public void close() {
            writer.close();
        }
    }

    /** Serves one connection, as a task of its own. */
    @FunctionalInterface
    public interface Client {
        /**
         * Called in a new task for each connection.
         *
         * @param reader what arrives
         * @param writer what is sent; closed when this returns or throws
         * @throws Exception anything; it goes to the loop's exception handler
         */
        void connected(StreamReader reader, StreamWriter writer) throws Exception;
    }

    /**
     * Connects; stops the task that calls until that is done. A name is looked up on the loop's pool of threads, and its
     * addresses are tried one after the other.
     *
     * @param host a name or an address
     * @param port 1 to 65535
     * @return connected
     * @throws IOException if it can't be connected
     * @throws Exception only as that
     */
    public static Connection openConnection(String host, int port) throws Exception {
        LoopSocket socket = connect(resolve(host), port);
        StreamReader reader = new StreamReader(socket::read, StreamReader.DEFAULT_LIMIT);
        return new Connection(reader, new StreamWriter(socket));
    }

    /** The addresses of a name. */
    static InetAddress[] resolve(String host) throws Exception {
        try {
            return new InetAddress[]{InetAddress.ofLiteral(host)};
        } catch (IllegalArgumentException _) {
            // A name.
            EventLoop loop = Asyncio.currentTask().loop();
            return Asyncio.await(loop.<InetAddress[]>runInExecutor(() -> InetAddress.getAllByName(host)));
        }
    }

    private static LoopSocket connect(InetAddress[] addresses, int port) throws Exception {
        IOException failure = null;
        for (InetAddress address : addresses) {
            try {
                return LoopSocket.connect(new InetSocketAddress(address, port));
            } catch (IOException e) {
                if (failure != null) {
                    e.addSuppressed(failure);
                }
                failure = e;
            }
        }
        throw failure;
    }

    /**
     * Listens for connections.
     *
     * @param client serves each
     * @param address where to listen; port 0 for any that is free
     * @return listening, on the running loop
     * @throws IOException if the address can't be had
     */
    public static Server startServer(Client client, InetSocketAddress address) throws IOException {
        return new Server(Asyncio.currentTask().loop(), client, address);
    }
}
