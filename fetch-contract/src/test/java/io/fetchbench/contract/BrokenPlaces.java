package io.fetchbench.contract;

import static io.fetchbench.contract.Broken.that;

import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Faults in the limit on fetches in flight and in its queue. */
final class BrokenPlaces {
    private BrokenPlaces() {}

    static Stream<Broken> all() {
        return Stream.of(that("exceeds the limit by having one per origin", options -> new PlainFetcher(options) {
            private final Map<Origin, Places> places = new ConcurrentHashMap<>();

            @Override
            Places places(FetchRequest request) {
                return places.computeIfAbsent(request.origin(), _ -> new Places(options.maxInFlight()));
            }
        }, "count places over all origins", "InFlight.theLimitIsOverAllOrigins"),

                that("leaves places unused", options -> new PlainFetcher(options) {
                    private final Places half = new Places(Math.max(1, options.maxInFlight() / 2));

                    @Override
                    Places places(FetchRequest request) {
                        return half;
                    }
                }, "got 0 of 40 results", "InFlight.allPlacesAreUsed", "InFlight.theLimitIsOverAllOrigins"),

                that("keeps the place of a fetch that timed out", options -> new PlainFetcher(options) {
                    @Override
                    void leave(PlainFetch fetch, FetchResult result) {
                        if (result.outcome() != Outcome.TIMED_OUT) {
                            super.leave(fetch, result);
                        }
                    }
                }, "with one place, which every ending must free", "InFlight.everyKindOfEndingFreesItsPlace"),

                that("blocks its only loop until a fetch has connected and been answered",
                        options -> new PlainFetcher(options) {
                            private final ExecutorService loop = Executors.newSingleThreadExecutor();

                            @Override
                            void spawn(Runnable fetching) {
                                loop.execute(fetching);
                            }

                            @Override
                            void stopTimer() throws InterruptedException {
                                super.stopTimer();
                                loop.close();
                            }
                        }, "while fetch 0 waits, for which no other may have to",
                        "InFlight.aSlowConnectHoldsUpNoOtherFetch",
                        "InFlight.aSlowResponseHoldsUpNoOtherFetch", "InFlight.allPlacesAreUsed",
                        "InFlight.theLimitIsOverAllOrigins"),

                that("starts what waited the shortest", options -> new PlainFetcher(options) {
                    @Override
                    PlainFetch next(Deque<PlainFetch> waiting) {
                        return waiting.pollLast();
                    }
                }, "start what waited longest", "Queue.isLeftInTheOrderOfAcceptance"),

                that("counts a fetch as started when it was accepted", options -> new PlainFetcher(options) {
                    @Override
                    long startNanos(PlainFetch fetch) {
                        return fetch.acceptedNanos;
                    }
                }, "startedNanos of a fetch that had to wait for the first to end",
                        "Queue.startedNanosIsWhenAFetchLeftIt"));
    }
}
