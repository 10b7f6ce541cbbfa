package io.fetchbench.style.coroutine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.coroutine.Carrier;
import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import io.fetchbench.mockserver.MockServer;
import io.fetchbench.mockserver.MockServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the contract can't know: one worker runs many fetches, and many workers come and go. */
@Timeout(60)
class CoroutineLoopFetcherTest {
    private MockServer server;
    private Origin origin;

    @BeforeEach
    void start() throws IOException {
        server = MockServer.start(MockServerOptions.defaults());
        origin = new Origin("127.0.0.1", server.port());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static Fetcher fetcher(int maxInFlight) {
        return new CoroutineLoopProvider().open(FetchOptions.defaults().withMaxInFlight(maxInFlight));
    }

    @Test
    void isFoundByName() {
        assertThat(ServiceLoader.load(FetcherProvider.class)).extracting(FetcherProvider::name)
                .contains("coroutine-loop");
        assertThat(new CoroutineLoopProvider().jvmOptions()).isEqualTo(Carrier.CONTINUATION_OPTIONS);
    }

    @Test
    void handleOfAFetchThatHasEndedDoesNotCancelTheNextOneOfItsWorker() throws Exception {
        try (Fetcher fetcher = fetcher(1)) {
            CompletableFuture<FetchResult> first = new CompletableFuture<>();
            CompletableFuture<FetchResult> second = new CompletableFuture<>();
            FetchHandle handle = fetcher.fetch(new FetchRequest(1, origin, "/bytes/1"), first::complete);
            assertThat(first.get().outcome()).isEqualTo(Outcome.OK);
            fetcher.fetch(new FetchRequest(2, origin, "/bytes/1?delay=200ms"), second::complete);
            handle.cancel();
            assertThat(second.get().outcome()).isEqualTo(Outcome.OK);
        }
    }

    /** It has its place from when the first is processed, which keeps the loop from it for longer than it may take. */
    @Test
    void theTimeoutRunsFromTheStartThatIsReported() throws Exception {
        FetchOptions options = FetchOptions.defaults().withMaxInFlight(1).withTimeout(Duration.ofMillis(400));
        try (Fetcher fetcher = new CoroutineLoopProvider().open(options)) {
            CompletableFuture<FetchResult> first = new CompletableFuture<>();
            CompletableFuture<FetchResult> second = new CompletableFuture<>();
            fetcher.fetch(new FetchRequest(1, origin, "/bytes/1",
                    new Processing.BlockingCall(options.timeout().multipliedBy(2))), first::complete);
            fetcher.fetch(new FetchRequest(2, origin, "/bytes/1"), second::complete);
            assertThat(first.get().outcome()).isEqualTo(Outcome.OK);
            assertThat(second.get().outcome()).isEqualTo(Outcome.TIMED_OUT);
        }
    }

    @Test
    void aFetchIsCancelledThatItsWorkerHasGoneOnWith() throws Exception {
        try (Fetcher fetcher = fetcher(1)) {
            CompletableFuture<FetchResult> second = new CompletableFuture<>();
            CompletableFuture<FetchHandle> handle = new CompletableFuture<>();
            fetcher.fetch(new FetchRequest(1, origin, "/bytes/1"), _ -> handle
                    .complete(fetcher.fetch(new FetchRequest(2, origin, "/bytes/1?delay=60s"), second::complete)));
            handle.get().cancel();
            assertThat(second.get().outcome()).isEqualTo(Outcome.CANCELLED);
        }
    }

    @Test
    void fetchesGoOnWhenTheirWorkersAreReplaced() throws Exception {
        int each = 450;
        int callers = 3;
        Map<Outcome, Integer> outcomes = new ConcurrentHashMap<>();
        CountDownLatch left = new CountDownLatch(callers * each);
        try (Fetcher fetcher = fetcher(callers)) {
            for (int i = 0; i < callers; i++) {
                again(fetcher, each, outcomes, left);
            }
            left.await();
        }
        assertThat(outcomes).isEqualTo(Map.of(Outcome.OK, callers * each));
    }

    private void again(Fetcher fetcher, int times, Map<Outcome, Integer> outcomes, CountDownLatch left) {
        fetcher.fetch(new FetchRequest(times, origin, "/bytes/83"), result -> {
            outcomes.merge(result.outcome(), 1, Integer::sum);
            left.countDown();
            if (times > 1) {
                again(fetcher, times - 1, outcomes, left);
            }
        });
    }
}
