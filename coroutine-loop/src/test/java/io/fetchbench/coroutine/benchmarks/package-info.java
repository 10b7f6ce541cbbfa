/**
 * What the parts cost. {@code coroutine-loop/benchmarks.sh}, in the project's folder, runs everything here in seven minutes;
 * with {@code -f 1} in about three. Options of JMH may follow.
 *
 * <ul>
 * <li>{@link io.fetchbench.coroutine.benchmarks.Switching}: resume and yield, to be within 1.3 times the bare
 * continuation beside it;
 * <li>{@link io.fetchbench.coroutine.benchmarks.Creation}: create, run, finish;
 * <li>{@link io.fetchbench.coroutine.benchmarks.Loop}: a switch of tasks through the loop, a timer among 100,000 pending
 * ones, a gather of 10,000 tasks;
 * <li>{@link io.fetchbench.coroutine.benchmarks.SuspendedFetchBytes}: what a fetch that waits keeps in memory, to be at
 * most 2 KiB with its stack.
 * </ul>
 */
package io.fetchbench.coroutine.benchmarks;
