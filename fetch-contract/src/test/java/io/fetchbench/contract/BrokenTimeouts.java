package io.fetchbench.contract;

import static io.fetchbench.contract.Broken.that;

import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.http1.ResponseException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Faults in the timeout. */
final class BrokenTimeouts {
    private static final String NOT_REPORTED = "report each fetch to its listener, missing";

    private BrokenTimeouts() {}

    static Stream<Broken> all() {
        return Stream.concat(phases(), scope());
    }

    private static Stream<Broken> phases() {
        return Stream.of(that("does not time connecting", options -> new PlainFetcher(options) {
            @Override
            void connect(PlainFetch fetch, PlainConnection fresh) throws IOException {
                stopTimeout(fetch);
                super.connect(fetch, fresh);
                startTimeout(fetch);
            }
        }, NOT_REPORTED, "Timeouts.coversConnecting", "Timeouts.isNotProlongedByTheRetry"),

                that("counts a fetch that can't connect as started when it gives up",
                        options -> new PlainFetcher(options) {
                            @Override
                            void connect(PlainFetch fetch, PlainConnection fresh) throws IOException {
                                try {
                                    super.connect(fetch, fresh);
                                } catch (IOException e) {
                                    fetch.startedNanos = System.nanoTime();
                                    throw e;
                                }
                            }
                        }, "which is before connecting", "Timeouts.coversConnecting"),

                that("looks at its timeouts every now and then", options -> new PlainFetcher(options) {
                    @Override
                    void startTimeout(PlainFetch fetch) {
                        fetch.deadline = timer.schedule(() -> expire(fetch),
                                Math.max(options.timeout().toMillis(), 3_300), TimeUnit.MILLISECONDS);
                    }
                }, "to TIMED_OUT, with a timeout of", "Timeouts.coversConnecting", "Timeouts.coversTheFirstByte",
                        "Timeouts.coversTheHeader", "Timeouts.coversTheBody",
                        "Timeouts.isNotProlongedByABodyThatDrips", "Timeouts.isNotPutOffByABodyThatFloods",
                        "Timeouts.isNotProlongedByTheRetry"),

                that("does not time the wait for the first byte", options -> new PlainFetcher(options) {
                    @Override
                    void talk(PlainFetch fetch, PlainConnection connection, byte[] request)
                            throws IOException, ResponseException {
                        stopTimeout(fetch);
                        super.talk(fetch, connection, request);
                    }

                    @Override
                    String seen(PlainFetch fetch, String text) {
                        if (fetch.deadline.isCancelled()) {
                            startTimeout(fetch);
                        }
                        return text;
                    }
                }, NOT_REPORTED, "Timeouts.coversTheFirstByte", "Timeouts.isNotProlongedByTheRetry",
                        "Timeouts.strikesOnlyTheFetchesThatAreLate"),

                that("does not time the header", options -> new PlainFetcher(options) {
                    @Override
                    String seen(PlainFetch fetch, String text) {
                        if (!text.contains("\r\n\r\n") && text.startsWith("HTTP")) {
                            stopTimeout(fetch);
                        }
                        return text;
                    }
                }, NOT_REPORTED, "Timeouts.coversTheHeader"),

                that("does not time the body", options -> new PlainFetcher(options) {
                    @Override
                    String seen(PlainFetch fetch, String text) {
                        if (text.contains("\r\n\r\n")) {
                            stopTimeout(fetch);
                        }
                        return text;
                    }
                }, NOT_REPORTED, "Timeouts.coversTheBody", "Timeouts.isNotProlongedByABodyThatDrips",
                        "Timeouts.isNotPutOffByABodyThatFloods"),

                that("starts its timeout again with each read", options -> new PlainFetcher(options) {
                    @Override
                    String seen(PlainFetch fetch, String text) {
                        stopTimeout(fetch);
                        startTimeout(fetch);
                        return text;
                    }
                }, NOT_REPORTED, "Timeouts.isNotProlongedByABodyThatDrips", "Timeouts.isNotPutOffByABodyThatFloods"),

                that("looks at its timeout only when it has read all there is", options -> new PlainFetcher(options) {
                    @Override
                    String seen(PlainFetch fetch, String text) {
                        if (text.length() == bufferBytes()) {
                            stopTimeout(fetch);
                            startTimeout(fetch);
                        }
                        return text;
                    }
                }, NOT_REPORTED, "Timeouts.isNotPutOffByABodyThatFloods"),

                that("starts its timeout again with the retry", options -> new PlainFetcher(options) {
                    @Override
                    FetchResult retry(PlainFetch fetch, byte[] request) throws IOException, ResponseException {
                        stopTimeout(fetch);
                        startTimeout(fetch);
                        return super.retry(fetch, request);
                    }
                }, "one deadline for both", "Timeouts.isNotProlongedByTheRetry"));
    }

    private static Stream<Broken> scope() {
        return Stream.of(that("counts the timeout from the queue", options -> new PlainFetcher(options) {
            @Override
            void startTimeout(PlainFetch fetch) {
                Duration waited = Duration.ofNanos(System.nanoTime() - fetch.acceptedNanos);
                fetch.deadline = timer.schedule(() -> expire(fetch), options.timeout().minus(waited).toNanos(),
                        TimeUnit.NANOSECONDS);
            }
        }, "with a timeout of 1 s from leaving the queue", "Timeouts.doesNotRunWhileAFetchWaits",
                "Timeouts.strikesOnlyTheFetchesThatAreLate"),

                that("leaves a timer running when its fetch has ended", options -> new PlainFetcher(options) {
                    @Override
                    void stopTimeout(PlainFetch fetch) {}

                    @Override
                    void expire(PlainFetch fetch) {
                        PlainFetch owner = fetch.connection.owner;
                        if (owner != null) {
                            owner.endEarly(Outcome.TIMED_OUT);
                        }
                    }
                }, "a timer must die with its fetch", "Timeouts.doesNotStrikeTheNextFetchOnTheSameConnection",
                        "Timeouts.doesNotRunWhileAFetchWaits", "Timeouts.strikesOnlyTheFetchesThatAreLate"),

                that("ends all that is in flight when one fetch is late", options -> new PlainFetcher(options) {
                    @Override
                    void expire(PlainFetch fetch) {
                        synchronized (open) {
                            List.copyOf(open).forEach(each -> each.endEarly(Outcome.TIMED_OUT));
                        }
                    }
                }, "outcomes of fetches of 600 ms while another times out after 1 s",
                        "Timeouts.strikesOnlyTheFetchesThatAreLate"));
    }
}
