package io.fetchbench.coroutine;

/**
 * Told that a future is done. Bind further arguments by capturing them in the lambda, as Python does with {@code partial}.
 *
 * @param <T> what the future holds
 */
@FunctionalInterface
public interface DoneCallback<T> {
    /**
     * Called through the ready queue of the loop, never from within {@code setResult} or {@code cancel}.
     *
     * @param future done
     * @throws Exception anything; it goes to the loop's exception handler
     */
    void done(LoopFuture<T> future) throws Exception;
}
