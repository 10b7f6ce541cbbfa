package io.fetchbench.coroutine;

/** One call of a done callback, in the ready queue. */
record DoneCall<T>(DoneCallback<T> callback, LoopFuture<T> future) implements Runnable {
    @Override
    public void run() {
        try {
            callback.done(future);
        } catch (Throwable e) {
            future.loop().callExceptionHandler(
                    new ExceptionHandler.Context("done callback of " + future + " failed", e, future));
        }
    }
}
