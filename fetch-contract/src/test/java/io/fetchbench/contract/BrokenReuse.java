package io.fetchbench.contract;

import static io.fetchbench.contract.Broken.that;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Origin;
import io.fetchbench.http1.ResponseException;
import io.fetchbench.http1.TruncatedResponseException;
import java.io.IOException;
import java.net.SocketException;
import java.util.Collection;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Faults in the use of a connection for several fetches, and in the one retry. */
final class BrokenReuse {
    private BrokenReuse() {}

    static Stream<Broken> all() {
        return Stream.concat(reuse(), retries());
    }

    private static Stream<Broken> reuse() {
        return Stream.of(that("closes each connection", options -> new PlainFetcher(options) {
            @Override
            void release(PlainConnection connection) {
                connection.close();
            }
        }, "connections for 60 fetches with 3 in flight", "Reuse.keepAliveNeedsNoMoreConnectionsThanFetchesInFlight",
                "Reuse.oneAfterAnotherTheyShareOneConnection", "Reuse.theConnectionUsedLastIsTakenFirst"),

                that("gives a connection back when it gets round to it", options -> new PlainFetcher(options) {
                    @Override
                    void release(PlainConnection connection) {
                        timer.schedule(() -> super.release(connection), 50, TimeUnit.MILLISECONDS);
                    }
                }, "a connection is back in the pool before its fetch is reported",
                        "Reuse.oneAfterAnotherTheyShareOneConnection",
                        "Reuse.keepAliveNeedsNoMoreConnectionsThanFetchesInFlight",
                        "Reuse.theConnectionUsedLastIsTakenFirst"),

                that("keeps every connection whatever its response said", options -> new PlainFetcher(options) {
                    @Override
                    void release(PlainConnection connection) {
                        if (options.reuse() == ConnectionReuse.KEEP_ALIVE) {
                            keep(connection);
                        } else {
                            connection.close();
                        }
                    }
                }, "report each fetch to its listener, missing", "Reuse.aConnectionThatMayNotBeUsedAgainIsNot"),

                that("keeps connections although each fetch is to have its own", options -> new PlainFetcher(options) {
                    @Override
                    void release(PlainConnection connection) {
                        if (connection.isReusable()) {
                            keep(connection);
                        } else {
                            connection.close();
                        }
                    }
                }, "connections for 10 fetches", "Reuse.connectionPerFetchOpensOneForEach"),

                that("does not look for bytes before it uses a connection again", options -> new PlainFetcher(options) {
                    @Override
                    boolean isStale(PlainConnection connection) {
                        return false;
                    }
                }, "look for bytes before reusing a connection",
                        "Reuse.bytesThatArriveOnAnIdleConnectionAreNeverTakenForAResponse"),

                that("has one pool for all origins", options -> new PlainFetcher(options) {
                    @Override
                    Origin pool(Origin origin) {
                        return new Origin("any", 1);
                    }
                }, "lengths of the bodies of two servers", "Reuse.originsDoNotShareConnections",
                        "Reuse.noMoreConnectionsAreKeptIdleThanTheLimit"),

                that("keeps a connection for each origin there ever was", options -> new PlainFetcher(options) {
                    @Override
                    void makeRoom(Collection<Deque<PlainConnection>> byOrigin) {
                        // there is always room
                    }
                }, "close the one that has been idle for longest", "Reuse.noMoreConnectionsAreKeptIdleThanTheLimit"),

                that("takes the connection that was idle for longest", options -> new PlainFetcher(options) {
                    @Override
                    PlainConnection nextIdle(Deque<PlainConnection> ofOrigin) {
                        return ofOrigin.pollFirst();
                    }
                }, "only the connection used last sends", "Reuse.theConnectionUsedLastIsTakenFirst"));
    }

    private static Stream<Broken> retries() {
        return Stream.of(that("never retries", options -> new PlainFetcher(options) {
            @Override
            boolean mayRetry(PlainConnection reused, Exception end) {
                return false;
            }
        }, "send it again on a fresh one", "Retries.aReusedConnectionThatClosesInsteadOfAnsweringIsReplaced",
                "Retries.aReusedConnectionThatIsResetInsteadOfAnsweringIsReplaced",
                "Retries.aConnectionThatClosedWhileIdleIsReplaced",
                "Retries.theRetryGetsAFreshConnectionEvenWhenOthersAreIdle", "Retries.theRetryItselfIsNotRetried"),

                that("retries after a close and not after a reset", options -> new PlainFetcher(options) {
                    @Override
                    boolean mayRetry(PlainConnection reused, Exception end) {
                        return super.mayRetry(reused, end) && !String.valueOf(end.getMessage()).contains("reset");
                    }
                }, "a reset is an end like any other",
                        "Retries.aReusedConnectionThatIsResetInsteadOfAnsweringIsReplaced"),

                that("retries after the first byte of a response", options -> new PlainFetcher(options) {
                    @Override
                    boolean mayRetry(PlainConnection reused, Exception end) {
                        return true;
                    }
                }, "after one byte of the second response: do not try again",
                        "Retries.aReusedConnectionThatClosesWithinTheResponseIsNotRetried"),

                that("retries twice", options -> new PlainFetcher(options) {
                    @Override
                    FetchResult retry(PlainFetch fetch, byte[] request) throws IOException, ResponseException {
                        try {
                            return super.retry(fetch, request);
                        } catch (SocketException | TruncatedResponseException _) {
                            return super.retry(fetch, request);
                        }
                    }
                }, "try once more, and no further", "Retries.theRetryItselfIsNotRetried"),

                that("retries on a fresh connection too", options -> new PlainFetcher(options) {
                    @Override
                    FetchResult receiveOnFresh(PlainFetch fetch, byte[] request) throws IOException, ResponseException {
                        try {
                            return super.receiveOnFresh(fetch, request);
                        } catch (SocketException | TruncatedResponseException _) {
                            return super.receiveOnFresh(fetch, request);
                        }
                    }
                }, "outcome on a fresh connection that closes: do not try again",
                        "Retries.aFreshConnectionThatClosesIsNotRetried", "Retries.theRetryItselfIsNotRetried"),

                that("spends its retry on another idle connection", options -> new PlainFetcher(options) {
                    @Override
                    FetchResult retry(PlainFetch fetch, byte[] request) throws IOException, ResponseException {
                        PlainConnection other = takeIdle(fetch.request.origin());
                        return other == null ? super.retry(fetch, request) : exchange(fetch, other, request);
                    }
                }, "don't spend the retry on another of them",
                        "Retries.theRetryGetsAFreshConnectionEvenWhenOthersAreIdle"));
    }
}
