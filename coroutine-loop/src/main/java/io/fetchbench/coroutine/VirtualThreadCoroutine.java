package io.fetchbench.coroutine;

import java.util.concurrent.locks.LockSupport;

/**
 * A coroutine as a virtual thread that takes turns with whoever resumes it: one of the two is always parked. Needs no
 * option, but a step costs two hand-offs between threads, and the body sees a thread of its own: its thread locals, and
 * what it locks.
 *
 * <p>It refuses to stop where {@link ContinuationCoroutine} would, although the JVM lets it: with a monitor held, the next
 * coroutine to want the monitor would block, and the loop that waits for it with it.
 */
final class VirtualThreadCoroutine implements Coroutine {
    private final Runnable body;
    private Thread thread;
    private Thread resumer;
    private volatile boolean bodysTurn;

    VirtualThreadCoroutine(Runnable body) {
        this.body = body;
    }

    @Override
    public void resume() {
        resumer = Thread.currentThread();
        bodysTurn = true;
        if (thread == null) {
            start(EventLoop.running());
        } else {
            LockSupport.unpark(thread);
        }
        await(false);
    }

    /** The body belongs to the loop that its caller runs in, as if it ran on the caller's thread. */
    private void start(EventLoop loop) {
        thread = Thread.ofVirtual().unstarted(() -> {
            EventLoop.adopt(loop);
            body.run();
            handBack();
        });
        thread.start();
    }

    @Override
    public void suspend() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException(
                    "yield: expected to be called by the generator it belongs to, got another caller");
        }
        FrameInspector.refuseToSuspend(false);
        handBack();
        await(true);
    }

    private void handBack() {
        Thread waiting = resumer;
        bodysTurn = false;
        LockSupport.unpark(waiting);
    }

    /** Parks until it is the caller's turn. An interrupt meanwhile is kept for the caller. */
    private void await(boolean turn) {
        boolean interrupted = false;
        while (bodysTurn != turn) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
