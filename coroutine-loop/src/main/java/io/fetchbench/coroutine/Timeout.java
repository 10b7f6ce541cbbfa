package io.fetchbench.coroutine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * One {@link Asyncio#timeout} or {@link Asyncio#timeoutAt}: a timer that cancels the task, and tells that cancellation
 * from any other.
 */
final class Timeout implements Runnable {
    private final Task<?> task;
    private int cancellingBefore;
    private boolean expired;

    Timeout(Task<?> task) {
        this.task = task;
    }

    <T> T limit(Duration timeout, Callable<? extends T> body) throws Exception {
        return limit(task.loop().callLater(timeout, this), timeout, body);
    }

    <T> T limitAt(long whenNanos, Callable<? extends T> body) throws Exception {
        return limit(task.loop().callAt(whenNanos, this), null, body);
    }

    private <T> T limit(TimerHandle timer, Duration timeout, Callable<? extends T> body) throws Exception {
        cancellingBefore = task.cancelling();
        boolean cancelled = false;
        try {
            return body.call();
        } catch (CancelledError e) {
            cancelled = true;
            if (tookBackAll()) {
                throw withCause(
                        new TimeoutException(timeout == null ? "not done in time" : "not done within " + timeout),
                        e);
            }
            throw e;
        } finally {
            timer.cancel();
            if (!cancelled) {
                tookBackAll();
            }
        }
    }

    /** Takes the cancelling of the timer back, however the body ended; whether that was all there was. */
    private boolean tookBackAll() {
        return expired && task.uncancel() <= cancellingBefore;
    }

    /** For the timer. */
    @Override
    public void run() {
        expired = true;
        task.cancel();
    }

    private static TimeoutException withCause(TimeoutException timeout, CancelledError cause) {
        timeout.initCause(cause);
        return timeout;
    }
}
