package io.fetchbench.style.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.contract.Collector;
import io.fetchbench.contract.ScriptedServer;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PoolTest {
    @Test
    void runsFetchesOnDaemonThreadsOfItsNameAsManyAsMayBeInFlight() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var collector = new Collector(_ -> threads.add(Thread.currentThread()));
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x"));
                Fetcher fetcher = new BlockingThreadsProvider().open(FetchOptions.defaults().withMaxInFlight(3))) {
            for (int i = 0; i < 30; i++) {
                collector.fetch(fetcher, server.origin(), "/");
            }
            collector.await(30);
        }
        assertThat(threads).hasSizeBetween(1, 3).allMatch(Thread::isDaemon).noneMatch(Thread::isAlive)
                .allMatch(thread -> thread.getName().matches("blocking-threads-[123]"));
    }

    @Test
    void startsNoMoreThreadsThanThereAreFetches() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var collector = new Collector(_ -> threads.add(Thread.currentThread()));
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x"));
                Fetcher fetcher = new BlockingThreadsProvider().open(FetchOptions.defaults().withMaxInFlight(10_000))) {
            collector.fetch(fetcher, server.origin(), "/");
            collector.awaitOne();
        }
        assertThat(threads).hasSize(1);
    }

    @Test
    void refusesToCloseFromAListenerInsteadOfWaitingForItself() {
        var self = new AtomicReference<Fetcher>();
        var thrown = new AtomicReference<Throwable>();
        var collector = new Collector(_ -> {
            try {
                self.get().close();
            } catch (IllegalStateException e) {
                thrown.set(e);
            }
        });
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x"));
                Fetcher fetcher = new BlockingThreadsProvider().open(FetchOptions.defaults())) {
            self.set(fetcher);
            collector.fetch(fetcher, server.origin(), "/");
            collector.awaitOne();
        }
        assertThat(thrown.get()).hasMessageStartingWith("close(): expected a thread of the caller");
    }
}
