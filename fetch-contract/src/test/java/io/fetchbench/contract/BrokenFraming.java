package io.fetchbench.contract;

import static io.fetchbench.contract.Broken.that;

import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.http1.ResponseLimits;
import io.fetchbench.http1.ResponseParser;
import io.fetchbench.http1.TruncatedResponseException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Faults in finding where a body ends, and in keeping within limits. */
final class BrokenFraming {
    private BrokenFraming() {}

    /** Reads something else than what came. */
    static Function<FetchOptions, Fetcher> reads(UnaryOperator<String> received) {
        return options -> new PlainFetcher(options) {
            @Override
            String seen(PlainFetch fetch, String text) {
                return received.apply(text);
            }
        };
    }

    static Stream<Broken> all() {
        return Stream.concat(framing(), limits());
    }

    private static Stream<Broken> framing() {
        return Stream
                .of(that("trusts Content-Length and the end of the connection", options -> new PlainFetcher(options) {
                    @Override
                    FetchResult failure(PlainFetch fetch, Throwable e) {
                        return e instanceof TruncatedResponseException ? result(fetch, fetch.connection.parser)
                                : super.failure(fetch, e);
                    }
                }, "expected: CONNECTION_LOST", "Framing.aTruncatedBodyIsConnectionLost"),

                        that("does not checksum a long body to its end", options -> new PlainFetcher(options) {
                            @Override
                            FetchResult result(PlainFetch fetch, ResponseParser response) {
                                return FetchResult.ok(fetch.request.id(), response.status(), response.bodyBytes(),
                                        response.bodyBytes() > 65_536 ? 0 : response.bodyCrc32c(), fetch.startedNanos);
                            }
                        }, "CRC-32C of all 1048576 bytes of a body", "Framing.everyByteOfABodyCounts"),

                        that("loses the end of a line that comes in two pieces",
                                reads(text -> text.equals("\n") ? "" : text),
                                "outcome of FetchResult", "Framing.aResponseMayArriveByteByByte"),

                        that("fails on an error status", options -> new PlainFetcher(options) {
                            @Override
                            FetchResult result(PlainFetch fetch, ResponseParser response) {
                                return response.status() >= 500 ? fetch.failed(Outcome.FAILED, null)
                                        : super.result(fetch, response);
                            }
                        }, "the status is the caller's business", "Framing.anErrorStatusIsACompleteResponse"),

                        that("takes an interim response for the final one",
                                reads(text -> text.replace("100 Continue\r\n", "200 OK\r\nContent-Length: 0\r\n")),
                                "expected: 4L", "Framing.interimResponsesAreSkipped"),

                        that("closes a connection whose response has no body", options -> new PlainFetcher(options) {
                            @Override
                            void release(PlainConnection connection) {
                                if (connection.parser.status() == 204 || connection.parser.status() == 304) {
                                    connection.close();
                                } else {
                                    super.release(connection);
                                }
                            }
                        }, "one whose response has no body may be used again", "Framing.noContentHasNoBody"),

                        that("waits for a body where there is none",
                                reads(text -> text.replace(" 204 None\r\nContent-Length: 9",
                                        " 200 OK\r\nContent-Length: 5")),
                                "report each fetch to its listener, missing", "Framing.noContentHasNoBody"),

                        that("holds the length of a body that does not come against its limit",
                                reads(text -> text.replace(" 204 ", " 200 ")), "expected: OK",
                                "Framing.noContentHasNoBody"));
    }

    private static PlainFetcher limitedTo(FetchOptions options, int maxHeaderBytes, long maxBodyBytes) {
        return limitedTo(options, new ResponseLimits(maxHeaderBytes, maxHeaderBytes, maxBodyBytes));
    }

    private static PlainFetcher limitedTo(FetchOptions options, ResponseLimits limits) {
        return new PlainFetcher(options) {
            @Override
            ResponseLimits limits() {
                return limits;
            }
        };
    }

    private static Stream<Broken> limits() {
        return Stream.of(
                that("has no limit on bodies", options -> limitedTo(options, options.maxHeaderBytes(), Long.MAX_VALUE),
                        "expected: BODY_TOO_LARGE", "Limits.aBodyOfUnknownLengthIsCounted",
                        "Limits.aLengthOverTheLimitIsTooLargeAtOnce"),

                that("reads a body to the limit although it was announced to be longer",
                        reads(text -> text.replace("Content-Length: 1001\r\n", "")),
                        "report each fetch to its listener, missing", "Limits.aLengthOverTheLimitIsTooLargeAtOnce"),

                that("takes the limit for the first length that is too much",
                        options -> limitedTo(options, options.maxHeaderBytes(), options.maxBodyBytes() - 1),
                        "expected: OK", "Limits.aBodyOfExactlyTheLimitIsOk"),

                that("has no limit on headers", options -> limitedTo(options, 1 << 16, options.maxBodyBytes()),
                        "expected: MALFORMED_RESPONSE", "Limits.aHeaderOverTheLimitIsMalformed",
                        "Limits.trailersOverTheLimitAreMalformed", "Limits.aChunkExtensionOverTheLimitIsMalformed"),

                that("has a limit of its own on the number of fields",
                        options -> limitedTo(options,
                                new ResponseLimits(options.maxHeaderBytes(), 128, options.maxBodyBytes())),
                        "expected: OK", "Limits.manyShortFieldsWithinTheLimitAreOk"),

                that("throws away what is too long of a header and reads on",
                        reads(text -> text.contains("\r\n\r\n") ? text : text.replace("x", "")),
                        "report each fetch to its listener, missing", "Limits.anEndlessHeaderEndsAtTheLimit"),

                that("skips trailers without counting them",
                        reads(text -> text.replaceAll("0\r\n(X.*\r\n)+\r\n", "0\r\n\r\n")),
                        "expected: MALFORMED_RESPONSE", "Limits.trailersOverTheLimitAreMalformed"),

                that("skips chunk extensions without counting them", reads(text -> text.replaceAll(";x=x+", "")),
                        "expected: MALFORMED_RESPONSE", "Limits.aChunkExtensionOverTheLimitIsMalformed"));
    }
}
