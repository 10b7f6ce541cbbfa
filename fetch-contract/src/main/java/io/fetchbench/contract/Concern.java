package io.fetchbench.contract;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** What the tests of all concerns share: fetchers, listeners and servers that are closed and checked after each test. */
@DisplayNameGeneration(ClauseNames.class)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class Concern {
    private final List<Fetcher> fetchers = new ArrayList<>();
    private final List<Collector> collectors = new ArrayList<>();
    private final List<ScriptedServer> servers = new ArrayList<>();
    private final List<Socket> boundOnly = new ArrayList<>();

    abstract FetcherContract contract();

    @BeforeEach
    final void skipWhatTheStyleDeclines(TestInfo test) {
        Clause.requireDeclinable(contract().declines());
        String clause = getClass().getSimpleName() + "." + test.getTestMethod().orElseThrow().getName();
        String reason = contract().declines().get(clause);
        if (reason != null) {
            Assumptions.abort(provider().name() + " declines " + clause + ": " + reason);
        }
    }

    final FetcherProvider provider() {
        return contract().provider();
    }

    final Fetcher open(FetchOptions options) {
        provider().unsupported(options).ifPresent(this::skip);
        Fetcher fetcher = provider().open(options);
        fetchers.add(fetcher);
        return fetcher;
    }

    /** A style that supports nothing would else keep every clause. */
    private void skip(String reason) {
        provider().unsupported(FetchOptions.defaults()).ifPresent(always -> {
            throw new AssertionError("unsupported(): expected support of FetchOptions.defaults(), got \"" + always
                    + "\"; refuse only the options that the style can't do");
        });
        Assumptions.abort(provider().name() + ": " + reason);
    }

    final Collector collector() {
        return collector(_ -> {});
    }

    final Collector collector(Consumer<FetchResult> then) {
        var collector = new Collector(then);
        collectors.add(collector);
        return collector;
    }

    final ScriptedServer serve(Script... scripts) {
        var server = new ScriptedServer(scripts);
        servers.add(server);
        return server;
    }

    /** A port that refuses connections: bound, so that nobody else gets it, but not listened on. */
    final Origin refusing() {
        var socket = new Socket();
        boundOnly.add(socket);
        try {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Origin(socket.getLocalAddress().getHostAddress(), socket.getLocalPort());
    }

    /** Fails unless so many fetches are served at a time, and no more, by a fetcher whose fetches so far have ended. */
    final void assertPlaces(int places, Fetcher fetcher, Collector collector) throws InterruptedException {
        var held = new HeldRequests(places);
        ScriptedServer server = serve(held::hold);
        int ended = collector.size();
        int more = places + 3;
        for (int i = 0; i < more; i++) {
            collector.fetch(fetcher, server.origin(), "/held");
        }
        held.awaitAll();
        held.assertNoMore("now that others have ended, so free the place of each of them once");
        held.answer();
        collector.await(ended + more);
    }

    @AfterEach
    final void everyAcceptedFetchWasReportedOnceBeforeCloseReturned() throws IOException {
        try {
            List.copyOf(fetchers).forEach(this::close);
            collectors.forEach(Collector::verify);
        } finally {
            servers.forEach(ScriptedServer::close);
            for (Socket socket : boundOnly) {
                socket.close();
            }
            fetchers.clear();
            collectors.clear();
            servers.clear();
            boundOnly.clear();
        }
    }

    /** Closes a fetcher of this test, and keeps no reference to what it held. */
    final void close(Fetcher fetcher) {
        fetchers.remove(fetcher);
        close(fetcher::close);
    }

    /** Closes on another thread, so that a {@code close()} that hangs becomes a failure that shows where. */
    static void close(Runnable closing) {
        var failure = new Throwable[1];
        Thread closer = Thread.ofPlatform().daemon().name(LiveThreads.CLOSER).unstarted(closing);
        closer.setUncaughtExceptionHandler((_, e) -> failure[0] = e);
        closer.start();
        try {
            if (!closer.join(Patience.limit())) {
                var hang = new AssertionError("close() did not return within " + Patience.text()
                        + "; it waits where this stack trace says");
                hang.setStackTrace(closer.getStackTrace());
                throw hang;
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while close() was running", e);
        }
        if (failure[0] != null) {
            throw new AssertionError("close() threw: end each fetch and free each resource whatever happens",
                    failure[0]);
        }
    }
}
