package io.fetchbench.style.vertx;

/** Waits that must reach their end. */
final class Uninterruptibly {
    private Uninterruptibly() {}

    /** A call that blocks and may be repeated after an interrupt. */
    @FunctionalInterface
    interface Wait {
        void run() throws InterruptedException;
    }

    /** Repeats the wait until it returns, and interrupts the thread again if it was interrupted meanwhile. */
    static void run(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.run();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
