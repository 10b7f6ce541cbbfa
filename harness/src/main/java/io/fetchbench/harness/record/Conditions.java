package io.fetchbench.harness.record;

/**
 * What went on around a slice, as the harness saw it. Core times come in the kernel's ticks of typically 10 ms, so they say
 * something over many slices only, and may be negative in one. What is not known is null, the server's CPU time -1.
 *
 * @param serverCpuNanos processor time of the mock server
 * @param elapsedNanos wall time these figures are of; the slice and a little around it
 * @param clientCoreOthersNanos time the client's core spent on other processes than the client, which is at work around the slice too
 * @param serverCoreOthersNanos likewise the server's core
 * @param stolenNanos time the hypervisor took from these cores
 * @param delays responses that the server delayed
 * @param lateDelays those of them that came late by more than a millisecond and 1 % of the delay
 * @param listenOverflows connections that found the queue of a listening socket full, the mock server's or another's
 */
public record Conditions(long serverCpuNanos, long elapsedNanos, Long clientCoreOthersNanos,
        Long serverCoreOthersNanos, Long stolenNanos, long delays, long lateDelays, Long listenOverflows) {}
