package io.fetchbench.style.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fetchbench.contract.Collector;
import io.fetchbench.contract.ScriptedServer;
import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import io.fetchbench.fetch.ProcessingMode;
import io.fetchbench.mockserver.MockServer;
import io.fetchbench.mockserver.MockServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What this style does beyond the contract. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NioFetcherTest {
    private static Fetcher open(FetchOptions options) {
        return new NioCallbacksProvider().open(options);
    }

    @Test
    void aListenerThatFetchesStaysOnItsLoop() throws InterruptedException {
        Set<String> threads = ConcurrentHashMap.newKeySet();
        var ended = new CountDownLatch(1);
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x"));
                Fetcher fetcher = open(FetchOptions.defaults().withIoThreads(3))) {
            var request = new FetchRequest(0, server.origin(), "/");
            fetcher.fetch(request, new FetchListener() {
                private int left = 50;

                @Override
                public void onResult(FetchResult result) {
                    threads.add(Thread.currentThread().getName());
                    if (--left > 0) {
                        fetcher.fetch(request, this);
                    } else {
                        ended.countDown();
                    }
                }
            });
            ended.await();
            assertThat(server.accepted()).as("connections: each loop has a pool of its own").isEqualTo(1);
        }
        assertThat(threads).singleElement().asString().matches("nio-callbacks-[0-2]");
    }

    /** An interrupted thread's selector does not wait, and the loop would spin. */
    @Test
    void aListenersInterruptDoesNotStayWithTheLoop() {
        List<Boolean> interrupted = Collections.synchronizedList(new ArrayList<>());
        var collector = new Collector(_ -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
        });
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x"));
                Fetcher fetcher = open(FetchOptions.defaults())) {
            collector.fetch(fetcher, server.origin(), "/");
            collector.await(1);
            collector.fetch(fetcher, server.origin(), "/");
            collector.await(2);
        }
        assertThat(interrupted).containsExactly(false, false);
    }

    @Test
    void aRequestTooLongForTheSocketIsSentPieceByPiece() {
        String target = "/" + "x".repeat(8 << 20);
        var collector = new Collector();
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x"));
                Fetcher fetcher = open(FetchOptions.defaults())) {
            collector.fetch(fetcher, server.origin(), target);
            collector.fetch(fetcher, server.origin(), "/short");
            assertThat(collector.await(2)).extracting(FetchResult::outcome).containsOnly(Outcome.OK);
            assertThat(server.requests()).anyMatch(head -> head.startsWith("GET " + target + " HTTP/1.1\r\n"));
        }
    }

    @Test
    void anAnswerBeforeTheRequestWasSentEndsTheFetchAndTheConnection() {
        var collector = new Collector();
        try (var server = new ScriptedServer(peer -> {
            peer.respond("too long");
            peer.stayUntilClientCloses();
        }, peer -> peer.respondToAll("x")); Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1))) {
            collector.fetch(fetcher, server.origin(), "/" + "x".repeat(32 << 20));
            collector.fetch(fetcher, server.origin(), "/");
            assertThat(collector.await(2)).extracting(FetchResult::bodyBytes).containsExactly(8L, 1L);
            assertThat(server.accepted()).isEqualTo(2);
        }
    }

    @Test
    void aNameIsResolvedForAllWhoWaitForIt() {
        var collector = new Collector();
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x"));
                Fetcher fetcher = open(FetchOptions.defaults())) {
            for (int i = 0; i < 50; i++) {
                collector.fetch(fetcher, new Origin("localhost", server.origin().port()), "/");
            }
            assertThat(collector.await(50)).extracting(FetchResult::outcome).containsOnly(Outcome.OK);
        }
    }

    @Test
    void idleConnectionsToManyOriginsAreBounded() throws IOException {
        int origins = 80;
        var collector = new Collector();
        var options = MockServerOptions.defaults().withAddress("0.0.0.0", 0);
        try (MockServer server = MockServer.start(options);
                Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1))) {
            for (int i = 1; i <= origins; i++) {
                collector.fetch(fetcher, new Origin("127.0.0." + i, server.port()), "/bytes/1");
            }
            assertThat(collector.await(origins)).extracting(FetchResult::outcome).containsOnly(Outcome.OK);
            while (server.stats().openConnections() != 64) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void whatIsHandedOffRunsInThePoolAndIsReportedOnTheLoop() {
        var listener = new CompletableFuture<String>();
        FetchOptions options = FetchOptions.defaults().withProcessingMode(ProcessingMode.HANDED_OFF);
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x")); Fetcher fetcher = open(options)) {
            fetcher.fetch(new FetchRequest(0, server.origin(), "/", new Processing.CpuWork(10)),
                    _ -> listener.complete(Thread.currentThread().getName()));
            assertThat(listener.join()).isEqualTo("nio-callbacks-0");
            assertThat(Thread.getAllStackTraces().keySet()).filteredOn(t -> t.getName().startsWith("nio-callbacks-"))
                    .extracting(Thread::getName).contains("nio-callbacks-processing-0");
            assertThat(Thread.getAllStackTraces().keySet()).filteredOn(t -> t.getName().startsWith("nio-callbacks-"))
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void cancellingFreesTheListenerFromAStepThatGoesOn() {
        FetchOptions options = FetchOptions.defaults().withProcessingMode(ProcessingMode.HANDED_OFF).withMaxInFlight(1);
        var collector = new Collector();
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x")); Fetcher fetcher = open(options)) {
            FetchHandle handle = collector.fetch(fetcher, server.origin(), "/",
                    new Processing.BlockingCall(Duration.ofHours(1)));
            // The second can only end when the first has left its connection, and so is being processed.
            collector.fetch(fetcher, server.origin(), "/");
            assertThat(collector.await(1)).extracting(FetchResult::id).containsExactly(1L);
            handle.cancel();
            assertThat(collector.await(2)).extracting(FetchResult::outcome).containsExactly(Outcome.CANCELLED,
                    Outcome.OK);
        }
    }

    @Test
    void closingInterruptsAStepOnTheLoop() {
        var collector = new Collector();
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x"))) {
            try (Fetcher fetcher = open(FetchOptions.defaults())) {
                collector.fetch(fetcher, server.origin(), "/", new Processing.BlockingCall(Duration.ofHours(1)));
                while (threadNamed("nio-callbacks-0").getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
            }
            collector.verify();
            assertThat(collector.awaitOne().outcome()).isEqualTo(Outcome.CANCELLED);
        }
    }

    private static Thread threadNamed(String name) {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().equals(name)).findAny()
                .orElseThrow();
    }

    @Test
    void closingFromAListenerIsRefusedInsteadOfHanging() {
        var thrown = new CompletableFuture<Throwable>();
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x"));
                Fetcher fetcher = open(FetchOptions.defaults())) {
            fetcher.fetch(new FetchRequest(0, server.origin(), "/"),
                    _ -> thrown.complete(catchThrowable(fetcher::close)));
            assertThat(thrown.join()).isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed by a listener");
        }
    }

    @Test
    void aTimeoutBeyondAnyClockIsNoTimeout() {
        var collector = new Collector();
        FetchOptions options = FetchOptions.defaults().withTimeout(Duration.ofSeconds(Long.MAX_VALUE));
        try (var server = new ScriptedServer(peer -> peer.respondToAll("x")); Fetcher fetcher = open(options)) {
            collector.fetch(fetcher, server.origin(), "/");
            assertThat(collector.awaitOne().outcome()).isEqualTo(Outcome.OK);
        }
    }

    @Test
    void fetchingFromAClosedFetcherSaysWhatToDo() {
        Fetcher fetcher = open(FetchOptions.defaults());
        fetcher.close();
        assertThatThrownBy(() -> fetcher.fetch(new FetchRequest(0, new Origin("127.0.0.1", 9), "/"), _ -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("fetcher: expected an open one, got one that is closed, open another");
    }
}
