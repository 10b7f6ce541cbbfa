package io.fetchbench.coroutine;

import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;

/**
 * A coroutine as a virtual thread that takes turns with whoever resumes it: one of the two is always parked. Needs no
 * option, but a step costs two hand-offs between threads, and the body sees a thread of its own: its thread locals, and
 * what it locks.
 *
 * <p>It refuses to stop where {@link ContinuationCoroutine} would, although the JVM lets it: with a monitor held, the next
 * coroutine to want the monitor would block, and the loop that waits for it with it; in a native function, the thread
 * would keep one of the few that carry virtual threads. A lock of {@code java.util.concurrent} is refused where a
 * {@code finally} block unlocks it; held in another way, the step that wants it ends with an error after ten seconds.
 */
final class VirtualThreadCoroutine implements Coroutine {
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final Runnable body;
    private final long patienceNanos;
    private Thread thread;
    private Thread resumer;
    private boolean stuck;
    private volatile boolean bodysTurn;

    VirtualThreadCoroutine(Runnable body) {
        this(body, PATIENCE_NANOS);
    }

    VirtualThreadCoroutine(Runnable body, long patienceNanos) {
        this.body = body;
        this.patienceNanos = patienceNanos;
    }

    @Override
    public void resume() {
        if (stuck) {
            throw waitsForLock();
        }
        resumer = Thread.currentThread();
        bodysTurn = true;
        if (thread == null) {
            start(EventLoop.running());
        } else {
            LockSupport.unpark(thread);
        }
        boolean interrupted = awaitBody();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (stuck) {
            throw waitsForLock();
        }
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

    /** Parks until the body stops or ends; true if there was an interrupt meanwhile, which is the caller's. */
    private boolean awaitBody() {
        boolean interrupted = false;
        long deadline = System.nanoTime() + patienceNanos;
        while (bodysTurn && !stuck) {
            LockSupport.parkNanos(this, patienceNanos);
            interrupted |= Thread.interrupted();
            stuck = bodysTurn && System.nanoTime() - deadline > 0 && bodyWaitsForLock();
        }
        return interrupted;
    }

    private boolean bodyWaitsForLock() {
        return switch (thread.getState()) {
            case BLOCKED -> true;
            case WAITING -> LockSupport.getBlocker(thread) instanceof AbstractOwnableSynchronizer;
            default -> false;
        };
    }

    private IllegalStateException waitsForLock() {
        return new IllegalStateException(
                "step of a generator: expected it to stop or end, got one that waits for a lock "
                        + "since " + patienceNanos / 1_000_000
                        + " ms; don't hold a lock over a yield, or while stepping, use Lock");
    }

    @Override
    public void suspend() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException(
                    "yield: expected to be called by the generator it belongs to, got another caller");
        }
        FrameInspector.refuseToSuspend(false);
        handBack();
        awaitTurn();
    }

    private void handBack() {
        Thread waiting = resumer;
        bodysTurn = false;
        LockSupport.unpark(waiting);
    }

    /** Parks until this body is resumed. An interrupt meanwhile is kept for it. */
    private void awaitTurn() {
        boolean interrupted = false;
        while (!bodysTurn) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
