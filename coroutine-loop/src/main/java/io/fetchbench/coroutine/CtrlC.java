package io.fetchbench.coroutine;

import java.util.concurrent.CountDownLatch;

/**
 * Has Ctrl-C, or any other order to this JVM to end, interrupt a thread and wait until that has cleaned up. Java offers no
 * signal handlers, but runs shutdown hooks, and ends when they have.
 */
final class CtrlC implements AutoCloseable {
    private final CountDownLatch cleanedUp = new CountDownLatch(1);
    private final Thread hook;

    private CtrlC(Thread thread) {
        hook = new Thread(() -> interruptAndWait(thread), "ctrl-c");
    }

    static CtrlC interrupts(Thread thread) {
        CtrlC ctrlC = new CtrlC(thread);
        Runtime.getRuntime().addShutdownHook(ctrlC.hook);
        return ctrlC;
    }

    private void interruptAndWait(Thread thread) {
        thread.interrupt();
        try {
            cleanedUp.await();
        } catch (InterruptedException _) {
            // Whoever interrupts a shutdown hook wants the JVM to end now.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        cleanedUp.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The JVM is ending: the hook runs, and is done by now.
        }
    }
}
