package io.fetchbench.coroutine;

import java.util.Set;

/**
 * What {@link Asyncio#wait} found.
 *
 * @param done those that are done, in the order in which they were given
 * @param pending those that are not
 * @param <T> the results
 */
public record Waited<T>(Set<LoopFuture<T>> done, Set<LoopFuture<T>> pending) {}
