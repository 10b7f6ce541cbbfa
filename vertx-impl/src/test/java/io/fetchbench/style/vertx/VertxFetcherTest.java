package io.fetchbench.style.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fetchbench.contract.Collector;
import io.fetchbench.contract.Peer;
import io.fetchbench.contract.ScriptedServer;
import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What this style promises beyond the contract of all styles. */
@Timeout(60)
class VertxFetcherTest {
    private final VertxFetcherProvider provider = new VertxFetcherProvider();
    private final ScriptedServer server = new ScriptedServer(peer -> peer.respondToAll("x"));

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void sendsNoHeaderButHost() {
        var collector = new Collector();
        try (Fetcher fetcher = provider.open(FetchOptions.defaults())) {
            collector.fetch(fetcher, server.origin(), "/a?b");
            collector.awaitOne();
        }
        assertThat(server.requests()).containsExactly(
                "GET /a?b HTTP/1.1\r\nHost: " + server.origin().hostHeader() + "\r\n\r\n");
    }

    @Test
    void usesEveryEventLoopAndStaysOnItWhenAListenerFetches() throws InterruptedException {
        Set<List<Thread>> threads = ConcurrentHashMap.newKeySet();
        var ended = new CountDownLatch(8);
        try (Fetcher fetcher = provider.open(FetchOptions.defaults().withIoThreads(2))) {
            for (int i = 0; i < 8; i++) {
                fetcher.fetch(new FetchRequest(i, server.origin(), "/"),
                        first -> fetchAgain(fetcher, first.id(), Thread.currentThread(), threads, ended));
            }
            ended.await();
        }
        assertThat(threads).as("thread of a fetch, and of the one its listener made").hasSize(2)
                .allSatisfy(pair -> assertThat(pair.get(0)).isSameAs(pair.get(1)));
    }

    private void fetchAgain(Fetcher fetcher, long id, Thread first, Set<List<Thread>> threads, CountDownLatch ended) {
        fetcher.fetch(new FetchRequest(id, server.origin(), "/"), _ -> {
            threads.add(List.of(first, Thread.currentThread()));
            ended.countDown();
        });
    }

    @Test
    void cancellingAfterCloseDoesNothing() {
        var collector = new Collector();
        FetchHandle handle;
        try (Fetcher fetcher = provider.open(FetchOptions.defaults())) {
            handle = collector.fetch(fetcher, server.origin(), "/");
            collector.awaitOne();
        }
        assertThatCode(handle::cancel).doesNotThrowAnyException();
        assertThat(collector.awaitOne().outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void mayNotBeClosedByAListener() {
        var thrown = new AtomicReference<Throwable>();
        try (Fetcher fetcher = provider.open(FetchOptions.defaults())) {
            var collector = new Collector(_ -> thrown.set(catchThrowable(fetcher::close)));
            collector.fetch(fetcher, server.origin(), "/");
            collector.awaitOne();
        }
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("close:");
    }

    @Test
    void closeEndsInlineProcessingAndTheThreads() throws InterruptedException {
        var loop = new AtomicReference<Thread>();
        var begun = new CountDownLatch(1);
        Fetcher fetcher = provider.open(FetchOptions.defaults());
        var first = new Collector(_ -> {
            loop.set(Thread.currentThread());
            begun.countDown();
        });
        first.fetch(fetcher, server.origin(), "/");
        begun.await();
        var second = new Collector();
        for (int i = 0; i < 3; i++) {
            second.fetch(fetcher, server.origin(), "/", new Processing.BlockingCall(Duration.ofMinutes(10)));
        }
        awaitSleeping(loop.get());
        fetcher.close();
        assertThat(second.await(3)).extracting(FetchResult::outcome).containsOnly(Outcome.CANCELLED);
        assertThat(loop.get().isAlive()).as("event loop's thread after close()").isFalse();
    }

    private static void awaitSleeping(Thread thread) {
        long start = System.nanoTime();
        while (thread.getState() != Thread.State.TIMED_WAITING || !sleeps(thread)) {
            assertThat(System.nanoTime() - start).as("nanoseconds waited").isLessThan(60_000_000_000L);
            Thread.yield();
        }
    }

    private static boolean sleeps(Thread thread) {
        return List.of(thread.getStackTrace()).stream()
                .anyMatch(frame -> frame.getClassName().equals(Processing.BlockingCall.class.getName()));
    }

    @Test
    void logsNothingWhenFetchesFail() {
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler handler = recorder(logged);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        try (ScriptedServer broken = new ScriptedServer(Peer::readRequest, peer -> {
            peer.readRequest();
            peer.send("garbage\r\n\r\n");
        }, peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
        }, peer -> {
            peer.readRequest();
            peer.reset();
        }, peer -> {
            peer.readRequest();
            peer.respond("longer than the limit");
        }, peer -> {
            peer.readRequest();
            peer.send(Peer.response("ok") + "stale bytes");
        }, Peer::stayUntilClientCloses)) {
            failInEveryWay(broken);
        } finally {
            root.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
    }

    private void failInEveryWay(ScriptedServer broken) {
        var collector = new Collector();
        try (Fetcher fetcher = provider.open(FetchOptions.defaults().withMaxBodyBytes(10))) {
            collector.fetch(fetcher, new Origin("no-such-host.invalid", 80), "/");
            for (int i = 1; i <= 6; i++) {
                collector.await(i);
                collector.fetch(fetcher, broken.origin(), "/");
            }
            collector.await(7);
            collector.fetch(fetcher, broken.origin(), "/");
        }
        try (Fetcher fetcher = provider.open(FetchOptions.defaults().withTimeout(Duration.ofMillis(1)))) {
            collector.fetch(fetcher, broken.origin(), "/");
            collector.await(9);
        }
        assertThat(collector.await(9)).extracting(FetchResult::outcome).containsExactly(Outcome.CONNECT_FAILED,
                Outcome.CONNECTION_LOST, Outcome.MALFORMED_RESPONSE, Outcome.CONNECTION_LOST, Outcome.CONNECTION_LOST,
                Outcome.BODY_TOO_LARGE, Outcome.OK, Outcome.CANCELLED, Outcome.TIMED_OUT);
    }

    private static Handler recorder(List<String> logged) {
        return new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getLoggerName() + ": " + entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }
}
