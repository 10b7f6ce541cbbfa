package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What a listener may do. That it is called once, and never from inside {@code fetch}, every test checks. */
abstract class ListenerContract extends Concern {
    @Test
    void mayFetchAgain() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        assertThat(chain(server.origin(), 500)).extracting(FetchResult::outcome).containsOnly(Outcome.OK);
        assertThat(server.accepted()).as("connections for fetches that each start in the listener of the one before")
                .isEqualTo(1);
    }

    @Test
    void mayFetchAgainAfterAFailure() {
        var refused = new Origin("127.0.0.1", FailureContract.portWithoutListener());
        assertThat(chain(refused, 200)).extracting(FetchResult::outcome).containsOnly(Outcome.CONNECT_FAILED);
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
    void mayThrowWithoutHarmToOtherFetches() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        List<Throwable> uncaught = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((_, e) -> uncaught.add(e));
        try {
            Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(2));
            Collector collector = collector(ListenerContract::throwForEverySecond);
            for (int i = 0; i < 20; i++) {
                collector.fetch(fetcher, server.origin(), "/");
            }
            assertThat(collector.await(20)).extracting(FetchResult::outcome).containsOnly(Outcome.OK);
            close(fetcher);
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
        assertThat(uncaught).as("what reached the threads' uncaught exception handler")
                .hasSize(10).allMatch(ListenerContract::isOurs);
    }

    private static void throwForEverySecond(FetchResult result) {
        if (result.id() % 4 == 0) {
            throw new IllegalStateException("thrown by a listener");
        }
        if (result.id() % 4 == 2) {
            throw new AssertionError("thrown by a listener");
        }
    }

    private static boolean isOurs(Throwable thrown) {
        return "thrown by a listener".equals(thrown.getMessage());
    }
}
