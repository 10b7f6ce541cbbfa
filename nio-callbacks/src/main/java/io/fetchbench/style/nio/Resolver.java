package io.fetchbench.style.nio;

import io.fetchbench.fetch.Origin;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Looks host names up beside the loops, because the JDK can do so only by blocking. Its threads live no longer than
 * there is something to look up, give or take a second. Safe for use by any number of threads.
 */
final class Resolver {
    private static final int THREADS = 4;

    private final ThreadPoolExecutor pool;

    Resolver() {
        pool = new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("nio-callbacks-resolver-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
    }

    /** Told on the loop it asked from: an address, or else why there is none. */
    @FunctionalInterface
    interface Callback {
        void onAddress(InetSocketAddress address, Exception failure);
    }

    void resolve(Origin origin, Loop loop, Callback callback) {
        pool.execute(() -> lookUp(origin, loop, callback));
    }

    private static void lookUp(Origin origin, Loop loop, Callback callback) {
        try {
            var address = new InetSocketAddress(InetAddress.getByName(origin.host()), origin.port());
            loop.execute(() -> callback.onAddress(address, null));
        } catch (UnknownHostException | RuntimeException e) {
            loop.execute(() -> callback.onAddress(null, e));
        }
    }

    /** Looks nothing more up, and waits for what has begun as that can't be interrupted. The loops have ended by then. */
    void close() {
        pool.shutdownNow();
        Interrupts.waitFor(() -> pool.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
    }
}
