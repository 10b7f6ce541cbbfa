package io.fetchbench.harness.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NoOpTest {
    private static final Origin NOWHERE = new Origin("127.0.0.1", 1);

    private final Fetcher fetcher = new NoOpProvider().open(FetchOptions.defaults());

    @AfterEach
    void close() {
        fetcher.close();
    }

    @Test
    void answersWhatTheServerWould() throws InterruptedException {
        FetchResult result = fetch("/bytes/83?delay=50ms&status=503&framing=chunked");
        var crc = new CRC32C();
        for (int i = 0; i < 83; i++) {
            crc.update(32 + i);
        }
        assertThat(result.outcome()).isEqualTo(Outcome.OK);
        assertThat(result.status()).isEqualTo(503);
        assertThat(result.bodyBytes()).isEqualTo(83);
        assertThat(result.bodyCrc32c()).isEqualTo((int) crc.getValue());
        assertThat(fetch("/bytes/1?delay=1s").status()).isEqualTo(200);
    }

    @Test
    void aTargetWithoutAKnownAnswerFails() throws InterruptedException {
        assertThat(fetch("/stats")).satisfies(result -> assertThat(result.outcome()).isEqualTo(Outcome.FAILED))
                .satisfies(result -> assertThat(result.cause()).hasMessageContaining("/stats"));
    }

    @Test
    void theListenerNeverRunsInsideFetchAndNoStackGrows() {
        var inside = new AtomicInteger();
        var left = new AtomicInteger(100_000);
        var done = new CompletableFuture<Boolean>();
        var request = new FetchRequest(1, NOWHERE, "/bytes/83");
        fetcher.fetch(request, new FetchListener() {
            @Override
            public void onResult(FetchResult result) {
                boolean nested = inside.get() > 0;
                if (nested || left.decrementAndGet() == 0) {
                    done.complete(!nested);
                    return;
                }
                inside.incrementAndGet();
                fetcher.fetch(request, this);
                inside.decrementAndGet();
            }
        });
        assertThat(done.join()).as("every listener outside fetch()").isTrue();
    }

    @Test
    void losesNothingOnClosing() {
        var reported = new AtomicInteger();
        var request = new FetchRequest(1, NOWHERE, "/bytes/83");
        for (int i = 0; i < 10_000; i++) {
            fetcher.fetch(request, _ -> reported.incrementAndGet());
        }
        fetcher.close();
        assertThat(reported).hasValue(10_000);
        assertThatThrownBy(() -> fetcher.fetch(request, _ -> {})).isInstanceOf(IllegalStateException.class);
    }

    private FetchResult fetch(String target) throws InterruptedException {
        BlockingQueue<FetchResult> results = new LinkedBlockingQueue<>();
        fetcher.fetch(new FetchRequest(1, NOWHERE, target), results::add);
        return results.poll(30, TimeUnit.SECONDS);
    }
}
