package io.fetchbench.contract;

import static io.fetchbench.contract.Broken.that;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** Faults in telling how a fetch ended. */
final class BrokenCompletion {
    private BrokenCompletion() {}

    static Stream<Broken> all() {
        return Stream.of(that("completes twice", options -> new PlainFetcher(options) {
            @Override
            void ended(PlainFetch fetch, FetchResult result) {
                super.ended(fetch, result);
                call(fetch.listener, result);
            }
        }, "was reported twice, so whoever ends a fetch must win a race", "Completion.aListenerMayFetchAgain",
                "Completion.aListenerMayThrow", "Completion.isNotReportedFromInsideFetchEvenIfItFailsAtOnce",
                "Completion.aCancellationThatMeetsTheResponseEndsTheFetchOnce"),

                that("reports a cancellation without winning the race for it", options -> new PlainFetcher(options) {
                    @Override
                    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
                        super.fetch(request, listener);
                        return () -> listener.onResult(FetchResult.failed(request.id(), Outcome.CANCELLED, 0, null));
                    }
                }, "was reported twice", "Completion.aCancellationThatMeetsTheResponseEndsTheFetchOnce"),

                that("fetches on its caller's thread", options -> new PlainFetcher(options) {
                    @Override
                    void spawn(Runnable fetching) {
                        fetching.run();
                    }
                }, "reported from inside fetch()", "Completion.aListenerMayFetchAgain", "Completion.aListenerMayThrow",
                        "Completion.isNotReportedFromInsideFetchEvenIfItFailsAtOnce",
                        "Completion.aCancellationThatMeetsTheResponseEndsTheFetchOnce"),

                that("gives a connection back after its listener", options -> new PlainFetcher(options) {
                    @Override
                    void release(PlainConnection connection) {}

                    @Override
                    void ended(PlainFetch fetch, FetchResult result) {
                        super.ended(fetch, result);
                        if (result.outcome() == Outcome.OK) {
                            super.release(fetch.connection);
                        }
                    }
                }, "give a connection back before its listener is called", "Completion.aListenerMayFetchAgain"),

                that("swallows what a listener throws", options -> new PlainFetcher(options) {
                    @Override
                    void call(FetchListener listener, FetchResult result) {
                        try {
                            listener.onResult(result);
                        } catch (Throwable _) {
                            // The fault.
                        }
                    }
                }, "what reached the threads' uncaught exception handler", "Completion.aListenerMayThrow"),

                that("loses a thread to a listener that throws", options -> new PlainFetcher(options) {
                    @Override
                    void call(FetchListener listener, FetchResult result) {
                        try {
                            listener.onResult(result);
                        } catch (Throwable _) {
                            timer.shutdownNow();
                        }
                    }
                }, "report each fetch to its listener, missing", "Completion.aListenerMayThrow"),

                that("loses a fetch that is cancelled while it waits", options -> new PlainFetcher(options) {
                    @Override
                    void endedWaiting(PlainFetch fetch, FetchResult result) {
                        if (isClosed()) {
                            super.endedWaiting(fetch, result);
                        } else {
                            forget(fetch);
                        }
                    }
                }, "report each fetch to its listener, missing",
                        "Accounting.fetchesFromManyThreadsAreAllReportedWhileSomeAreCancelled"),

                that("loses one on close", options -> new PlainFetcher(options) {
                    private final AtomicBoolean lost = new AtomicBoolean();

                    @Override
                    void ended(PlainFetch fetch, FetchResult result) {
                        if (result.outcome() == Outcome.CANCELLED && isClosed() && !lost.getAndSet(true)) {
                            forget(fetch);
                        } else {
                            super.ended(fetch, result);
                        }
                    }
                }, "accepted fetches were never reported; missing",
                        "Closing.cancelsWhatIsInFlightAndWhatWaits",
                        "Closing.endsWhatWaitsToBeProcessed", "Closing.doesNotWaitForAConnectionThatIsBeingOpened"),

                that("returns from close() before it has told every listener", options -> new PlainFetcher(options) {
                    @Override
                    void awaitEnds() {}

                    @Override
                    void stopTimer() {
                        timer.schedule(timer::shutdownNow, 1, TimeUnit.SECONDS);
                    }

                    @Override
                    void call(FetchListener listener, FetchResult result) {
                        if (isClosed()) {
                            timer.schedule(() -> super.call(listener, result), 50, TimeUnit.MILLISECONDS);
                        } else {
                            super.call(listener, result);
                        }
                    }
                }, "accepted fetches were never reported; missing",
                        "Accounting.closeLosesNoFetchThatWasAcceptedWhileItRan",
                        "Closing.cancelsWhatIsInFlightAndWhatWaits", "Closing.endsWhatWaitsToBeProcessed"));
    }
}
