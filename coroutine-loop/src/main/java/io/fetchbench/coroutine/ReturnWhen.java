package io.fetchbench.coroutine;

/** How many futures {@link Asyncio#wait} waits for. */
public enum ReturnWhen {
    /** One, however it ends. */
    FIRST_COMPLETED,
    /** One that fails, or all of them. A cancelled one has not failed. */
    FIRST_EXCEPTION,
    /** All of them. */
    ALL_COMPLETED
}
