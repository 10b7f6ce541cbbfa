package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Exactly one call of the listener, never from inside {@code fetch}; the tests of all other concerns check that too. */
abstract class CompletionContract extends Concern {
    private static final String THROWN = "thrown by a listener";

    @Test
    @Required("A listener may fetch again, without end, and finds its connection free.")
    void aListenerMayFetchAgain() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        assertThat(chain(server.origin(), 500)).extracting(FetchResult::outcome).containsOnly(Outcome.OK);
        assertThat(server.accepted()).as("connections of 500 fetches, each started by the listener of the one before: "
                + "give a connection back before its listener is called").isEqualTo(1);
    }

    @Test
    @Required("No listener is called from inside fetch(), even if the fetch fails at once.")
    void isNotReportedFromInsideFetchEvenIfItFailsAtOnce() {
        assertThat(chain(refusing(), 200)).extracting(FetchResult::outcome).containsOnly(Outcome.CONNECT_FAILED);
    }

    /** Each fetch is started by the listener of the one before. */
    private List<FetchResult> chain(Origin origin, int length) {
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1));
        var self = new AtomicReference<Collector>();
        Consumer<FetchResult> next = _ -> {
            if (self.get().asked() < length) {
                self.get().fetch(fetcher, origin, "/");
            }
        };
        Collector collector = collector(next);
        self.set(collector);
        collector.fetch(fetcher, origin, "/");
        return collector.await(length);
    }

    @Test
    @Required("A listener that throws is not called again, harms no other fetch, and what it threw reaches the thread's "
            + "uncaught exception handler.")
    void aListenerMayThrow() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.add(e));
        try {
            Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(2));
            Collector collector = collector(CompletionContract::throwForEverySecond);
            for (int i = 0; i < 20; i++) {
                collector.fetch(fetcher, server.origin(), "/");
            }
            assertThat(collector.await(20)).extracting(FetchResult::outcome).containsOnly(Outcome.OK);
            close(fetcher);
            collector.verify();
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).as("what reached the threads' uncaught exception handler")
                .hasSize(10).allMatch(thrown -> THROWN.equals(thrown.getMessage()));
    }

    private static void throwForEverySecond(FetchResult result) {
        if (result.id() % 4 == 0) {
            throw new IllegalStateException(THROWN);
        }
        if (result.id() % 4 == 2) {
            throw new AssertionError(THROWN);
        }
    }

    @Test
    @Required("Of a response and a cancellation that meet, one wins and the other does nothing.")
    void aCancellationThatMeetsTheResponseEndsTheFetchOnce() {
        var handle = new AtomicReference<FetchHandle>();
        ScriptedServer server = serve(peer -> {
            while (peer.readRequest() != null) {
                peer.respond("x");
                handle.get().cancel();
            }
        });
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        for (int i = 1; i <= 100; i++) {
            var later = new LaterHandle();
            handle.set(later);
            later.set(collector.fetch(fetcher, server.origin(), "/"));
            collector.await(i);
        }
        assertThat(collector.await(100)).extracting(FetchResult::outcome)
                .as("outcomes of fetches cancelled while their responses were on the way")
                .isSubsetOf(Outcome.OK, Outcome.CANCELLED);
    }

    /** The server may be faster than the return of {@code fetch}. */
    private static final class LaterHandle implements FetchHandle {
        private FetchHandle handle;
        private boolean cancelled;

        synchronized void set(FetchHandle accepted) {
            handle = accepted;
            if (cancelled) {
                handle.cancel();
            }
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            if (handle != null) {
                handle.cancel();
            }
        }
    }
}
