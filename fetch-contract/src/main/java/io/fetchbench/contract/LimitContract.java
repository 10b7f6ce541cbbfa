package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link FetchOptions#maxHeaderBytes()} and {@link FetchOptions#maxBodyBytes()}. */
abstract class LimitContract extends Concern {
    private static final int MAX_BODY_BYTES = 1_000;
    private static final int MAX_HEADER_BYTES = 512;
    /** As many as common limits on their number don't let through, in far fewer bytes than are allowed. */
    private static final int MANY_FIELDS = 300;
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private FetchResult fetchFrom(Script script) {
        Collector collector = collector();
        FetchOptions options = FetchOptions.defaults().withMaxBodyBytes(MAX_BODY_BYTES)
                .withMaxHeaderBytes(MAX_HEADER_BYTES);
        collector.fetch(open(options), serve(script).origin(), "/");
        return collector.awaitOne();
    }

    private FetchResult fetchWhatEndsWith(String sent) {
        return fetchFrom(peer -> {
            peer.readRequest();
            peer.send(sent);
        });
    }

    static Stream<Named<String>> longHeaders() {
        return Stream.of(
                Named.of("one long field", "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(2 * MAX_HEADER_BYTES)
                        + "\r\nContent-Length: 0\r\n\r\n"),
                Named.of("many short fields", "HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(MAX_HEADER_BYTES / 4)
                        + "Content-Length: 0\r\n\r\n"),
                Named.of("a long status line",
                        "HTTP/1.1 200 " + "O".repeat(2 * MAX_HEADER_BYTES) + "\r\nContent-Length: 0\r\n\r\n"),
                Named.of("a status line and a field, neither of them too long",
                        "HTTP/1.1 200 " + "O".repeat(MAX_HEADER_BYTES / 2) + "\r\nX: "
                                + "x".repeat(MAX_HEADER_BYTES / 2)
                                + "\r\nContent-Length: 0\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("longHeaders")
    @Required("A header over maxHeaderBytes is MALFORMED_RESPONSE.")
    void aHeaderOverTheLimitIsMalformed(String sent) {
        FailureContract.assertFailedWith(Outcome.MALFORMED_RESPONSE, fetchWhatEndsWith(sent));
    }

    @Test
    @Required("A header within maxHeaderBytes is OK, however many fields it has.")
    void manyShortFieldsWithinTheLimitAreOk() {
        Collector collector = collector();
        collector.fetch(open(FetchOptions.defaults()), serve(peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(MANY_FIELDS) + "Content-Length: 0\r\n\r\n");
        }).origin(), "/");
        FetchResult result = collector.awaitOne();
        assertThat(result.outcome()).as("outcome of %s", result).isEqualTo(Outcome.OK);
    }

    @Test
    @Required("A header that never ends is MALFORMED_RESPONSE once it is over maxHeaderBytes.")
    void anEndlessHeaderEndsAtTheLimit() {
        FailureContract.assertFailedWith(Outcome.MALFORMED_RESPONSE, fetchFrom(peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nX-Long: ");
            while (true) {
                peer.send("x".repeat(100));
            }
        }));
    }

    static Stream<Named<String>> longTrailers() {
        return Stream.of(Named.of("one long field", "X-Long: " + "x".repeat(2 * MAX_HEADER_BYTES) + "\r\n"),
                Named.of("many short fields", "X: y\r\n".repeat(MAX_HEADER_BYTES / 4)));
    }

    @ParameterizedTest
    @MethodSource("longTrailers")
    @Required("Trailers over maxHeaderBytes are MALFORMED_RESPONSE.")
    void trailersOverTheLimitAreMalformed(String trailers) {
        FailureContract.assertFailedWith(Outcome.MALFORMED_RESPONSE,
                fetchWhatEndsWith(CHUNKED + "4\r\nbody\r\n0\r\n" + trailers + "\r\n"));
    }

    @Test
    @Required("A chunk extension over maxHeaderBytes is MALFORMED_RESPONSE.")
    void aChunkExtensionOverTheLimitIsMalformed() {
        FailureContract.assertFailedWith(Outcome.MALFORMED_RESPONSE, fetchWhatEndsWith(
                CHUNKED + "4;x=" + "x".repeat(2 * MAX_HEADER_BYTES) + "\r\nbody\r\n0\r\n\r\n"));
    }

    @Test
    @Required("A body announced to be over maxBodyBytes is BODY_TOO_LARGE, without waiting for it.")
    void aLengthOverTheLimitIsTooLargeAtOnce() {
        FailureContract.assertFailedWith(Outcome.BODY_TOO_LARGE, fetchFrom(peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: " + (MAX_BODY_BYTES + 1) + "\r\n\r\nfirst bytes");
            peer.stayUntilClientCloses();
        }));
    }

    static Stream<Named<String>> longBodies() {
        String half = "258\r\n" + "x".repeat(0x258) + "\r\n";
        return Stream.of(Named.of("chunks", CHUNKED + half + half + "0\r\n\r\n"),
                Named.of("until close", "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(MAX_BODY_BYTES + 1)));
    }

    @ParameterizedTest
    @MethodSource("longBodies")
    @Required("A body that turns out to be over maxBodyBytes is BODY_TOO_LARGE.")
    void aBodyOfUnknownLengthIsCounted(String sent) {
        FailureContract.assertFailedWith(Outcome.BODY_TOO_LARGE, fetchWhatEndsWith(sent));
    }

    @Test
    @Required("A body of exactly maxBodyBytes is OK.")
    void aBodyOfExactlyTheLimitIsOk() {
        FetchResult result = fetchFrom(peer -> peer.respondToAll("x".repeat(MAX_BODY_BYTES)));
        assertThat(result.outcome()).as("outcome of %s", result).isEqualTo(Outcome.OK);
    }
}
