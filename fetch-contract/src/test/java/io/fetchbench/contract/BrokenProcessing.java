package io.fetchbench.contract;

import static io.fetchbench.contract.Broken.that;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Processing;
import io.fetchbench.http1.ResponseException;
import java.io.IOException;
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
                "Processings.isDoneForEveryFetch", "Processings.handedOffHoldsUpNoOtherFetchAndEndsWithClose"),

                that("refuses what it has no processor for", options -> new PlainFetcher(options) {
                    private final AtomicInteger processed = new AtomicInteger();

                    @Override
                    void process(Processing processing, int crc32c) throws InterruptedException {
                        if (processed.incrementAndGet() > 50) {
                            throw new IllegalStateException("all processors are busy");
                        }
                        super.process(processing, crc32c);
                    }
                }, "fetches with a little processing each", "Processings.isDoneForEveryFetch"),

                that("processes only what comes on a fresh connection", options -> new PlainFetcher(options) {
                    private final ThreadLocal<Boolean> onFresh = ThreadLocal.withInitial(() -> false);

                    @Override
                    FetchResult receiveOnFresh(PlainFetch fetch, byte[] request) throws IOException, ResponseException {
                        onFresh.set(true);
                        return super.receiveOnFresh(fetch, request);
                    }

                    @Override
                    void process(Processing processing, int crc32c) throws InterruptedException {
                        if (onFresh.get()) {
                            super.process(processing, crc32c);
                        }
                    }
                }, "process what comes on a reused connection too", "Processings.isDoneForEveryFetch"),

                that("has a pool of the same size whatever it is told",
                        options -> new PlainFetcher(
                                options.withProcessingThreads(FetchOptions.defaults().processingThreads())),
                        "give each of as many threads one", "Processings.allProcessingThreadsAreUsed"),

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
                        try {
                            awaitClosing(fetch.request.processing());
                        } catch (InterruptedException _) {
                            Thread.currentThread().interrupt();
                        }
                        return super.failure(fetch, e);
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

                that("processes on one thread, which is its loop", options -> new PlainFetcher(options) {
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
                        "Processings.allProcessingThreadsAreUsed",
                        "Processings.handedOffHoldsUpNoOtherFetchAndEndsWithClose"));
    }
}
