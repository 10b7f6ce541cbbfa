package io.fetchbench.contract;

import static io.fetchbench.contract.Broken.that;

import static io.fetchbench.contract.BrokenFraming.reads;

import java.util.stream.Stream;

/** Faults that a hostile response makes use of. */
final class BrokenHostile {
    private static final String FRAMING = "Hostile.brokenOrAmbiguousFramingIsMalformed";
    private static final String LENIENT = "Hostile.whatMayBeReadLenientlyIsMalformed";
    private static final String EXPECTED = "expected: MALFORMED_RESPONSE";

    private BrokenHostile() {}

    /** Reads an attack as if it were something harmless. */
    private static Broken takes(String attack, String harmless, String fault, String clause) {
        return that(fault, reads(text -> text.replace(attack, harmless)), EXPECTED, clause);
    }

    static Stream<Broken> all() {
        return Stream.concat(connections(), Stream.of(
                takes("4\r\nContent-Length: 5\r\n", "4\r\n", "takes the first of two lengths", FRAMING),
                takes(": 4, 5", ": 4", "takes the first of two lengths in a field", FRAMING),
                takes("Content-Length: 4\r\nTransfer", "Transfer", "prefers chunks to a length", FRAMING),
                takes("Transfer-Encoding: identity\r\n", "", "knows no coding but chunks", FRAMING),
                takes(": -4", ": 4", "drops the sign of a length", FRAMING),
                takes(": +4", ": 4", "takes a length with a sign", FRAMING),
                takes("0x4", "4", "takes a length in hexadecimal", FRAMING),
                takes("\r\n-4\r\n", "\r\n4\r\n", "drops the sign of a chunk size", FRAMING),
                takes("10000000000000004\r\n", "4\r\n", "lets a chunk size overflow", FRAMING),
                that("lets a length overflow", reads(text -> text.replace("18446744073709551620", "4")),
                        "it is OK if the length wraps to 4", "Hostile.aLengthBeyondAnyNumberIsRefused"),
                takes("K\nContent-Length: 4\n\n", "K\r\nContent-Length: 4\r\n\r\n", "takes a bare line feed", LENIENT),
                takes("\r\n b", "b", "unfolds fields", LENIENT),
                takes(" : ", ": ", "ignores a blank before the colon", LENIENT),
                takes("\0", "", "skips a NUL", LENIENT)));
    }

    private static Stream<Broken> connections() {
        return Stream
                .of(that("uses the connection of a malformed response again", options -> new PlainFetcher(options) {
                    @Override
                    void discard(PlainConnection connection, Throwable failure) {
                        keep(connection);
                    }
                }, "which must not be reused", "Hostile.aMalformedResponseCostsItsConnection", FRAMING, LENIENT),

                        that("reads no further than the response and never looks for more",
                                options -> new PlainFetcher(options) {
                                    @Override
                                    int bufferBytes() {
                                        return 1;
                                    }

                                    @Override
                                    boolean isStale(PlainConnection connection) {
                                        return false;
                                    }
                                }, "length of the second body, 5 on a fresh connection",
                                "Hostile.responsesWithoutARequestAreNeverDelivered"),

                        that("skips interim responses for as long as they come", options -> new PlainFetcher(options) {
                            private volatile boolean skipping;

                            @Override
                            String seen(PlainFetch fetch, String text) {
                                skipping |= text.contains("102 Processing");
                                return skipping ? "" : text;
                            }

                            @Override
                            void expire(PlainFetch fetch) {}
                        }, "report each fetch to its listener, missing",
                                "Hostile.interimResponsesWithoutEndDoNotLastForever"));
    }
}
