package io.fetchbench.coroutine;

import java.lang.ref.Cleaner;

/**
 * Reports a failed future that was dropped before anybody looked at its outcome: the garbage collector says when. It must
 * not hold the future.
 */
final class UnseenFailure implements Runnable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final EventLoop loop;
    private final String source;
    private volatile Throwable failure;

    private UnseenFailure(LoopFuture<?> future, Throwable failure) {
        loop = future.loop();
        source = future.name();
        this.failure = failure;
    }

    static UnseenFailure watch(LoopFuture<?> future, Throwable failure) {
        UnseenFailure unseen = new UnseenFailure(future, failure);
        CLEANER.register(future, unseen);
        return unseen;
    }

    void see() {
        failure = null;
    }

    @Override
    public void run() {
        Throwable unseen = failure;
        if (unseen != null) {
            loop.failures.reportFromAnyThread(
                    new ExceptionHandler.Context("exception of " + source + " was never retrieved", unseen, source));
        }
    }
}
