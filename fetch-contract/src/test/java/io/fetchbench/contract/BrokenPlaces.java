package io.fetchbench.contract;

import static io.fetchbench.contract.Broken.that;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchHandle;
import io.fetchbench.fetch.FetchListener;
import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.Deque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Faults in the limit on fetches in flight and in its queue. */
final class BrokenPlaces {
    static final String FREE_IT_ONCE = "free the place of each of them once";

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

                that("frees its place twice unless all went well", options -> new PlainFetcher(options) {
                    @Override
                    void leave(PlainFetch fetch, FetchResult result) {
                        super.leave(fetch, result);
                        if (result.outcome() != Outcome.OK) {
                            super.leave(fetch, result);
                        }
                    }
                }, FREE_IT_ONCE, "InFlight.everyKindOfEndingFreesItsPlace", "Cancelling.freesThePlaceOfTheFetch"),

                that("frees its place twice when each fetch has a connection of its own",
                        options -> new PlainFetcher(options) {
                            @Override
                            void leave(PlainFetch fetch, FetchResult result) {
                                super.leave(fetch, result);
                                if (options.reuse() == ConnectionReuse.CONNECTION_PER_FETCH) {
                                    super.leave(fetch, result);
                                }
                            }
                        }, FREE_IT_ONCE, "InFlight.everyKindOfEndingFreesItsPlace"),

                that("opens a connection before there is a place for it", options -> new PlainFetcher(options) {
                    private final Queue<SocketChannel> early = new ConcurrentLinkedQueue<>();

                    @Override
                    public FetchHandle fetch(FetchRequest request, FetchListener listener) {
                        try {
                            SocketChannel channel = SocketChannel.open();
                            early.add(channel);
                            channel.configureBlocking(false);
                            channel.connect(new InetSocketAddress(request.origin().host(), request.origin().port()));
                        } catch (IOException _) {
                            // Connecting in earnest will fail as well.
                        }
                        return super.fetch(request, listener);
                    }

                    @Override
                    void closeIdle() {
                        super.closeIdle();
                        for (SocketChannel channel : early) {
                            try {
                                channel.close();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        }
                    }
                }, "open none for a fetch that waits", "InFlight.theLimitIsOverAllOrigins"),

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
