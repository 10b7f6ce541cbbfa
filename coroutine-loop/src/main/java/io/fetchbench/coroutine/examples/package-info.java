/**
 * The lesson's snippets, in its order, each a program of its own:
 * <ol>
 * <li>{@link io.fetchbench.coroutine.examples.SelectorFetch}: a fetch by callbacks on a selector;
 * <li>{@link io.fetchbench.coroutine.examples.Generators}: next, throw and close;
 * <li>{@link io.fetchbench.coroutine.examples.YieldFrom}: a chain of sequences, and what yield from connects;
 * <li>{@link io.fetchbench.coroutine.examples.TwentySleeps}: twenty waits of two seconds in two seconds;
 * <li>{@link io.fetchbench.coroutine.examples.Groups}: tasks, callbacks, and gather in groups;
 * <li>{@link io.fetchbench.coroutine.examples.CancelOnCtrlC}: all tasks cancelled, then the loop drained;
 * <li>{@link io.fetchbench.coroutine.examples.BlockingInExecutor}: blocking work on a pool of threads;
 * <li>{@link io.fetchbench.coroutine.examples.FetchWithStreams}: a fetch from top to bottom, with streams.
 * </ol>
 */
package io.fetchbench.coroutine.examples;
