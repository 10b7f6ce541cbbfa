package io.fetchbench.contract;

import static io.fetchbench.contract.Broken.that;

import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import java.io.IOException;
import java.net.Socket;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** Faults in cancelling fetches and in closing the fetcher. */
final class BrokenEnds {
    private BrokenEnds() {}

    static Stream<Broken> all() {
        return Stream.concat(cancelling(), closing());
    }

    /** Cancels in its own way. */
    private static Function<FetchOptions, Fetcher> cancels(BiConsumer<PlainFetcher, PlainFetch> cancel) {
        return options -> new PlainFetcher(options) {
            @Override
            public FetchHandle fetch(FetchRequest request, FetchListener listener) {
                var fetch = (PlainFetch) super.fetch(request, listener);
                return () -> cancel.accept(this, fetch);
            }
        };
    }

    private static Stream<Broken> cancelling() {
        return Stream.of(that("leaves the connection of a cancelled fetch open", options -> new PlainFetcher(options) {
            @Override
            void wake(PlainConnection connection) {
                try {
                    connection.socket.shutdownInput();
                } catch (IOException _) {
                    connection.close();
                }
            }

            @Override
            void discard(PlainConnection connection, Throwable failure) {}
        }, "connections are still open", "Cancelling.aFetchInFlightEndsAndItsConnectionIsClosed",
                "Cancelling.aFetchInTheMiddleOfItsBodyEndsAndItsConnectionIsClosed"),

                that("cancels whatever its connection carries now", cancels((_, fetch) -> {
                    PlainConnection connection = fetch.connection;
                    PlainFetch carried = connection == null ? null : connection.owner;
                    (carried == null ? fetch : carried).cancel();
                }), "must not strike the next fetch", "Cancelling.aFetchThatHasEndedKeepsItsOutcome"),

                that("frees a place when a fetch is cancelled that has ended", cancels((fetcher, fetch) -> {
                    if (fetch.connection != null && fetch.connection.owner != fetch) {
                        fetcher.leave(fetch, null);
                    }
                    fetch.cancel();
                }), BrokenPlaces.FREE_IT_ONCE, "Cancelling.aFetchThatHasEndedKeepsItsOutcome"),

                that("frees a place when a fetch is cancelled that waits for one",
                        options -> new PlainFetcher(options) {
                            @Override
                            void endedWaiting(PlainFetch fetch, FetchResult result) {
                                leave(fetch, result);
                                super.endedWaiting(fetch, result);
                            }
                        }, BrokenPlaces.FREE_IT_ONCE, "Cancelling.aWaitingFetchEndsAtOnceAndIsNeverSent"),

                that("ends a waiting fetch only when its turn has come", options -> new PlainFetcher(options) {
                    private final Map<PlainFetch, FetchResult> late = new ConcurrentHashMap<>();

                    @Override
                    void endedWaiting(PlainFetch fetch, FetchResult result) {
                        if (isClosed()) {
                            super.endedWaiting(fetch, result);
                        } else {
                            late.put(fetch, result);
                        }
                    }

                    @Override
                    PlainFetch next(Deque<PlainFetch> waiting) {
                        PlainFetch next = super.next(waiting);
                        if (next != null && late.containsKey(next)) {
                            super.endedWaiting(next, late.remove(next));
                        }
                        return next;
                    }
                }, "got 0 of 1 results", "Cancelling.aWaitingFetchEndsAtOnceAndIsNeverSent"),

                that("keeps the place of a cancelled fetch", options -> new PlainFetcher(options) {
                    @Override
                    void leave(PlainFetch fetch, FetchResult result) {
                        if (result.outcome() != Outcome.CANCELLED) {
                            super.leave(fetch, result);
                        }
                    }
                }, "got 1 of 2 results", "Cancelling.freesThePlaceOfTheFetch"),

                that("ignores a listener that cancels", options -> new PlainFetcher(options) {
                    private final ThreadLocal<Boolean> inListener = ThreadLocal.withInitial(() -> false);

                    @Override
                    void call(FetchListener listener, FetchResult result) {
                        inListener.set(true);
                        super.call(listener, result);
                        inListener.set(false);
                    }

                    @Override
                    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
                        FetchHandle handle = super.fetch(request, listener);
                        return () -> {
                            if (!inListener.get()) {
                                handle.cancel();
                            }
                        };
                    }
                }, "got 1 of 2 results", "Cancelling.mayBeCalledFromTheListener"),

                that("does not interrupt a processing that is cancelled", options -> new PlainFetcher(options) {
                    @Override
                    void wakeProcessing(Thread thread) {
                        if (isClosed()) {
                            super.wakeProcessing(thread);
                        }
                    }
                }, "got 50 of 51 results", "Cancelling.endsAFetchWhoseProcessingIsHandedOff"));
    }

    private static Stream<Broken> closing() {
        return Stream.of(that("opens a connection where nothing can end that", options -> new PlainFetcher(options) {
            @Override
            void startTimeout(PlainFetch fetch) {
                super.startTimeout(fetch);
                try {
                    new Socket(fetch.request.origin().host(), fetch.request.origin().port()).close();
                } catch (IOException _) {
                    // Connecting in earnest will fail as well.
                }
            }
        }, "close() did not return within", "Cancelling.aFetchWhoseConnectionIsNotOpenYetEnds",
                "Cancelling.aFetchThatHasEndedKeepsItsOutcome",
                "Closing.doesNotWaitForAConnectionThatIsBeingOpened"),

                that("closes only once", options -> new PlainFetcher(options) {
                    @Override
                    public void close() {
                        if (isClosed()) {
                            throw new IllegalStateException("closed already");
                        }
                        super.close();
                    }
                }, "close() threw", "Closing.mayBeRepeatedAndComeFirst"),

                that("forgets fetches that come too late", options -> new PlainFetcher(options) {
                    @Override
                    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
                        return isClosed() ? () -> {} : super.fetch(request, listener);
                    }
                }, "what fetch() on a closed fetcher throws", "Closing.refusesFurtherFetches"),

                that("waits for itself when a listener closes it", PlainFetcher::new,
                        "what close() threw in a listener",
                        "Closing.isRefusedFromAListener"));
    }
}
