package io.fetchbench.style.coroutine;

/** Waiting that must not be cut short. */
final class Interrupts {
    private Interrupts() {}

    /** A call that blocks. */
    @FunctionalInterface
    interface Blocking {
        void run() throws InterruptedException;
    }

    /** Runs a call until it returns, again after each interrupt, and leaves the thread interrupted if it was. */
    static void waitFor(Blocking call) {
        boolean interrupted = false;
        while (true) {
            try {
                call.run();
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
