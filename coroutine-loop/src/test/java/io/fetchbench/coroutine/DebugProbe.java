package io.fetchbench.coroutine;

import java.util.concurrent.locks.ReentrantLock;

/** Run by {@link DebugModeTest} in a JVM of its own. */
final class DebugProbe {
    private static final Object INFLATED = new Object();

    private DebugProbe() {}

    public static void main(String[] args) throws InterruptedException {
        yieldWithAnInflatedMonitor();
        yieldWithALock();
        for (Carrier carrier : Carrier.values()) {
            dropASuspendedGenerator(carrier);
        }
        for (int i = 0; i < 100; i++) {
            System.gc();
            Thread.sleep(10);
        }
    }

    private static void yieldWithAnInflatedMonitor() throws InterruptedException {
        Thread waiter = Thread.ofPlatform().start(() -> {
            synchronized (INFLATED) {
                try {
                    INFLATED.wait(1);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            }
        });
        waiter.join();
        try {
            Generator.<Void, Integer, Integer>of(Carrier.CONTINUATION, self -> {
                synchronized (INFLATED) {
                    self.yield(1);
                    return 1;
                }
            }).next();
            System.out.println("monitor not refused");
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void yieldWithALock() {
        ReentrantLock lock = new ReentrantLock();
        try {
            Generator.<Void, Integer, Integer>of(Carrier.CONTINUATION, self -> {
                lock.lock();
                try {
                    return self.yield(1) == null ? 1 : 2;
                } finally {
                    lock.unlock();
                }
            }).next();
            System.out.println("lock not refused");
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }

    private static void dropASuspendedGenerator(Carrier carrier) {
        Generator.<Void, Integer, Integer>of(carrier, self -> {
            self.yield(1);
            return 1;
        }).next();
    }
}
