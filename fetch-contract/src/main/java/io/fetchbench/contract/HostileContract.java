package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses meant to confuse: refused, and of no consequence for later fetches. */
abstract class HostileContract extends Concern {
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String LENGTH = "Content-Length: 4\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
    private static final String BODY = "\r\nbody";

    private FetchResult fetch(Script script) {
        Collector collector = collector();
        collector.fetch(open(FetchOptions.defaults()), serve(script).origin(), "/");
        return collector.awaitOne();
    }

    /** The server leaves the connection open, so that nothing but the response itself tells that it is broken. */
    private void assertMalformedAndClosed(String sent) {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send(sent);
            peer.stayUntilClientCloses();
        });
        Collector collector = collector();
        collector.fetch(open(FetchOptions.defaults()), server.origin(), "/");
        FailureContract.assertFailedWith(Outcome.MALFORMED_RESPONSE, collector.awaitOne());
        server.awaitAllClosed("after a malformed response");
    }

    static Stream<Named<String>> malformed() {
        return Stream.of(Named.of("another protocol", "SSH-2.0-OpenSSH\r\n\r\n"),
                Named.of("no version", "200 OK\r\n" + LENGTH + BODY),
                Named.of("a status of letters", "HTTP/1.1 abc OK\r\n" + LENGTH + BODY),
                Named.of("a length of letters", OK + "Content-Length: many\r\n\r\n"),
                Named.of("a negative length", OK + "Content-Length: -4\r\n" + BODY),
                Named.of("two lengths", OK + LENGTH + "Content-Length: 5\r\n" + BODY),
                Named.of("two lengths in one field", OK + "Content-Length: 4, 5\r\n" + BODY),
                Named.of("a length with a sign", OK + "Content-Length: +4\r\n" + BODY),
                Named.of("a length in hexadecimal", OK + "Content-Length: 0x4\r\n" + BODY),
                Named.of("a length and chunks", OK + LENGTH + CHUNKED + "\r\n4\r\nbody\r\n0\r\n\r\n"),
                Named.of("a length and another coding", OK + LENGTH + "Transfer-Encoding: identity\r\n" + BODY),
                Named.of("a chunk size of letters", OK + CHUNKED + "\r\nxyz\r\n"),
                Named.of("no chunk size", OK + CHUNKED + "\r\n\r\nbody\r\n0\r\n\r\n"),
                Named.of("a chunk longer than its size", OK + CHUNKED + "\r\n2\r\nbody\r\n0\r\n\r\n"),
                Named.of("a negative chunk size", OK + CHUNKED + "\r\n-4\r\nbody\r\n0\r\n\r\n"),
                Named.of("a chunk size beyond any number",
                        OK + CHUNKED + "\r\n10000000000000004\r\nbody\r\n0\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    @Required("A response whose status, length or framing is broken or ambiguous is MALFORMED_RESPONSE, and its connection is "
            + "closed.")
    void brokenOrAmbiguousFramingIsMalformed(String sent) {
        assertMalformedAndClosed(sent);
    }

    @Test
    @Required("A Content-Length beyond any number is MALFORMED_RESPONSE or BODY_TOO_LARGE.")
    void aLengthBeyondAnyNumberIsRefused() {
        FetchResult result = fetch(peer -> {
            peer.readRequest();
            peer.send(OK + "Content-Length: 18446744073709551620\r\n" + BODY);
        });
        assertThat(result.outcome()).as("outcome of a body of 2^64 + 4 bytes; it is OK if the length wraps to 4")
                .isIn(Outcome.MALFORMED_RESPONSE, Outcome.BODY_TOO_LARGE);
    }

    static Stream<Named<String>> dubious() {
        return Stream.of(Named.of("a bare line feed", "HTTP/1.1 200 OK\nContent-Length: 4\n\nbody"),
                Named.of("a folded field", OK + "X: a\r\n b\r\n" + LENGTH + BODY),
                Named.of("a blank before the colon", OK + "Content-Length : 4\r\n" + BODY),
                Named.of("a NUL", OK + "X: a\0b\r\n" + LENGTH + BODY),
                Named.of("a field without a name", OK + ": a\r\n" + LENGTH + BODY));
    }

    @ParameterizedTest
    @MethodSource("dubious")
    @Optional("What RFC 9112 forbids a server but lets a client read, such as a bare line feed or a folded field, is "
            + "MALFORMED_RESPONSE too, and its connection is closed.")
    void whatMayBeReadLenientlyIsMalformed(String sent) {
        assertMalformedAndClosed(sent);
    }

    @Test
    @Required("A malformed response costs its connection: it is closed, and the next fetch gets another.")
    void aMalformedResponseCostsItsConnection() {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send("garbage\r\n\r\n");
            while (peer.readRequest() != null) {
                peer.respond("desynchronised");
            }
        }, peer -> peer.respondToAll("fresh"));
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        collector.fetch(fetcher, server.origin(), "/");
        collector.awaitOne();
        collector.fetch(fetcher, server.origin(), "/");
        assertThat(collector.await(2).get(1).bodyBytes()).as("length of the next body; it is 5 on a fresh connection, "
                + "14 on the one whose response was malformed, which must not be reused").isEqualTo(5);
        server.awaitClosed(1, "after a malformed response");
    }

    @Test
    @Required("A response that comes before its request, or a second one with the first, is never given to a later fetch.")
    void responsesWithoutARequestAreNeverDelivered() throws InterruptedException {
        var sent = new CountDownLatch(1);
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send(Peer.response("asked for") + Peer.response("not asked for"));
            sent.countDown();
            peer.stayUntilClientCloses();
        }, peer -> peer.respondToAll("fresh"));
        Fetcher fetcher = open(FetchOptions.defaults());
        Collector collector = collector();
        collector.fetch(fetcher, server.origin(), "/");
        collector.awaitOne();
        sent.await();
        collector.fetch(fetcher, server.origin(), "/");
        assertThat(collector.await(2).get(1).bodyBytes()).as("length of the second body, 5 on a fresh connection")
                .isEqualTo("fresh".length());
    }

    @Test
    @Required("Interim responses without end are MALFORMED_RESPONSE or time out; they hold nothing up.")
    void interimResponsesWithoutEndDoNotLastForever() {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            while (true) {
                peer.send("HTTP/1.1 102 Processing\r\n\r\n".repeat(100));
            }
        });
        Collector collector = collector();
        collector.fetch(open(FetchOptions.defaults().withTimeout(TimeoutContract.SHORT)), server.origin(), "/");
        assertThat(collector.awaitOne().outcome()).as("outcome of interim responses without end")
                .isIn(Outcome.MALFORMED_RESPONSE, Outcome.TIMED_OUT);
    }
}
