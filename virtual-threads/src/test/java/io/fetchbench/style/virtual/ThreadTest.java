package io.fetchbench.style.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.contract.Collector;
import io.fetchbench.contract.ScriptedServer;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class ThreadTest {
    static Stream<FetcherProvider> providers() {
        return Stream.of(new VirtualThreadsProvider(), new StructuredProvider());
    }

    @ParameterizedTest
    @MethodSource("providers")
    void givesEachFetchAVirtualThreadOfItsOwn(FetcherProvider provider) {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        var collector = new Collector(_ -> threads.add(Thread.currentThread()));
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x"));
                Fetcher fetcher = provider.open(FetchOptions.defaults().withMaxInFlight(3))) {
            for (int i = 0; i < 30; i++) {
                collector.fetch(fetcher, server.origin(), "/");
            }
            collector.await(30);
        }
        assertThat(threads).hasSize(30).allMatch(Thread::isVirtual)
                .allMatch(thread -> thread.getName().equals(provider.name()));
    }

    @ParameterizedTest
    @MethodSource("providers")
    void refusesToCloseFromAListenerInsteadOfWaitingForItself(FetcherProvider provider) {
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
                Fetcher fetcher = provider.open(FetchOptions.defaults())) {
            self.set(fetcher);
            collector.fetch(fetcher, server.origin(), "/");
            collector.awaitOne();
        }
        assertThat(thrown.get()).hasMessageStartingWith("close(): expected a thread of the caller");
    }
}
