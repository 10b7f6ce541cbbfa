package io.fetchbench.contract;

import io.fetchbench.fetch.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on a free loopback port that misbehaves as told: a script per connection, each on a thread of its own. Safe for
 * use by any number of threads.
 */
public final class ScriptedServer implements AutoCloseable {
    /** Begins the names of this server's threads. */
    static final String THREAD_NAME = "scripted-server";
    private static final int BACKLOG = 1024;

    private final ServerSocket listening;
    private final List<Script> scripts;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Throwable> scriptFailures = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Thread acceptor;

    /**
     * Starts to listen.
     *
     * @param scripts the first connection gets the first, and so on; the last is for all further ones
     */
    public ScriptedServer(Script... scripts) {
        this.scripts = List.of(scripts);
        try {
            listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor = start("accept", this::acceptAll);
    }

    private static Thread start(String what, Runnable task) {
        return Thread.ofPlatform().daemon().name(THREAD_NAME + "-" + what).start(task);
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                int index = accepted.getAndIncrement();
                threads.add(start(String.valueOf(index), () -> serve(socket, index)));
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    scriptFailures.add(e);
                }
            }
        }
    }

    private void serve(Socket socket, int index) {
        try (socket) {
            socket.setTcpNoDelay(true);
            scripts.get(Math.min(index, scripts.size() - 1)).serve(new Peer(socket, index, requests));
        } catch (IOException | InterruptedException _) {
            // The client or close() ended the connection before the script did: the tests look at the client's side.
        } catch (RuntimeException | Error e) {
            scriptFailures.add(e);
        } finally {
            forget(socket);
        }
    }

    private synchronized void forget(Socket socket) {
        sockets.remove(socket);
        notifyAll();
    }

    /**
     * Where to connect to.
     *
     * @return the loopback address and the port
     */
    public Origin origin() {
        return new Origin(listening.getInetAddress().getHostAddress(), listening.getLocalPort());
    }

    /**
     * Connections so far.
     *
     * @return how many were accepted
     */
    public int accepted() {
        return accepted.get();
    }

    /**
     * Request heads so far, over all connections, those included that the end of their connection cut short.
     *
     * @return a snapshot in the order of their arrival
     */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /**
     * Waits until no connection is open and fails if that doesn't happen.
     *
     * @param when what the client did to close them, for the message
     */
    public void awaitAllClosed(String when) {
        awaitClosed(0, when);
    }

    /**
     * Waits until no more than so many connections are open and fails if that doesn't happen.
     *
     * @param mostOpen how many may be open
     * @param when what the client did to close the others, for the message
     */
    public synchronized void awaitClosed(int mostOpen, String when) {
        long deadline = Patience.deadlineNanos();
        while (sockets.size() > mostOpen) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError(when + ": " + sockets.size() + " of " + accepted()
                        + " connections are still open after " + Patience.text() + ", expected at most " + mostOpen
                        + "; close the socket of every fetch that did not end well, and all when the fetcher closes");
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted with " + sockets.size() + " connections open", e);
            }
        }
    }

    /** Closes every connection, waits for the scripts to end, and rethrows what a script threw. */
    @Override
    public void close() {
        try {
            listening.close();
            acceptor.join();
            for (Socket socket : sockets) {
                socket.close();
            }
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while closing the scripted server", e);
        }
        if (!scriptFailures.isEmpty()) {
            throw new AssertionError("a script of the server failed", scriptFailures.getFirst());
        }
    }
}
