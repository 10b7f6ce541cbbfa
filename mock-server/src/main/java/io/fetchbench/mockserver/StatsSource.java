package io.fetchbench.mockserver;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Puts the figures of all event loops together. Thread-safe: each loop copies its own on its own thread. */
final class StatsSource {
    private final Map<EventLoop, LoopState> loops;
    private final ConnectionCount connections;
    private final Transport transport;
    private final ProcessCpu cpu = new ProcessCpu();
    private final long startedNanos = System.nanoTime();

    StatsSource(Map<EventLoop, LoopState> loops, ConnectionCount connections, Transport transport) {
        this.loops = loops;
        this.connections = connections;
        this.transport = transport;
    }

    CompletableFuture<MockServerStats> collect() {
        List<CompletableFuture<LoopCounters>> copies = loops.entrySet().stream()
                .map(loop -> CompletableFuture.supplyAsync(loop.getValue().counters()::copy, loop.getKey())).toList();
        return CompletableFuture.allOf(copies.toArray(CompletableFuture<?>[]::new))
                .thenApply(_ -> stats(copies.stream().map(CompletableFuture::join).toList()));
    }

    /** The same without asking the event loops, which must have ended. */
    MockServerStats collectFromEnded() {
        return stats(loops.values().stream().map(LoopState::counters).toList());
    }

    private MockServerStats stats(List<LoopCounters> parts) {
        LoopCounters sum = new LoopCounters();
        parts.forEach(part -> part.addTo(sum));
        return new MockServerStats(sum.requests(), sum.responses(2), sum.responses(3), sum.responses(4),
                sum.responses(5), connections.open(), connections.peak(), connections.max(),
                connections.refused(), connections.acceptFailures(), cpu.nanos(),
                transport.label(), loops.size(), System.nanoTime() - startedNanos, ProcessHandle.current().pid(),
                sum.delayErrorUs(), sum.faults());
    }
}
