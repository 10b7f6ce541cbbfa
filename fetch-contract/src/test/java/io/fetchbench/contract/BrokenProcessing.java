package io.fetchbench.contract;

import static io.fetchbench.contract.Broken.that;

import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.fetch.Processing;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Faults in what is done with a body. */
final class BrokenProcessing {
    private BrokenProcessing() {}

    static Stream<Broken> all() {
        return Stream.of(that("reports first and processes afterwards", options -> new PlainFetcher(options) {
            @Override
            void process(Processing processing, int crc32c) {}
        }, "nanoseconds from start to listener", "Processings.isDoneBeforeTheListenerIsCalled",
                "Processings.handedOffHoldsUpNoOtherFetchAndEndsWithClose"),

                that("refuses what it has no processor for", options -> new PlainFetcher(options) {
                    private final AtomicInteger processed = new AtomicInteger();

                    @Override
                    void process(Processing processing, int crc32c) throws InterruptedException {
                        if (processed.incrementAndGet() > 50) {
                            throw new IllegalStateException("all processors are busy");
                        }
                        super.process(processing, crc32c);
                    }
                }, "fetches with a little work each", "Processings.isDoneForEveryFetch"),

                that("times the processing too", options -> new PlainFetcher(options) {
                    @Override
                    void stopTimeout(PlainFetch fetch) {}

                    @Override
                    boolean mayExpireWhileProcessing() {
                        return true;
                    }
                }, "whose processing takes longer than the timeout", "Processings.doesNotCountAgainstTheTimeout"),

                that("processes what never came", options -> new PlainFetcher(options) {
                    @Override
                    FetchResult failure(PlainFetch fetch, Throwable e) {
                        FetchResult failure = super.failure(fetch, e);
                        return failure.outcome() == Outcome.CONNECTION_LOST ? processed(fetch, failure) : failure;
                    }

                    private FetchResult processed(PlainFetch fetch, FetchResult failure) {
                        try {
                            awaitClosing(fetch.request.processing());
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                        return failure;
                    }

                    private void awaitClosing(Processing processing) throws InterruptedException {
                        Thread processor = Thread.ofVirtual().start(() -> run(processing));
                        while (!isClosed() && processor.isAlive()) {
                            processor.join(Duration.ofMillis(10));
                        }
                        processor.interrupt();
                    }

                    private void run(Processing processing) {
                        try {
                            processing.run(0);
                        } catch (InterruptedException _) {
                            // Closing ends it.
                        }
                    }
                }, "report each fetch to its listener, missing", "Processings.isNotDoneWithoutACompleteResponse"),

                that("blocks its loop while it processes", options -> new PlainFetcher(options) {
                    private final Semaphore loop = new Semaphore(1);

                    @Override
                    void process(Processing processing, int crc32c) throws InterruptedException {
                        loop.acquire();
                        try {
                            super.process(processing, crc32c);
                        } finally {
                            loop.release();
                        }
                    }
                }, "while one blocks in its processing, for which no other may have to",
                        "Processings.handedOffHoldsUpNoOtherFetchAndEndsWithClose"));
    }
}
