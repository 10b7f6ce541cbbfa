package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way a fetch can fail has its own outcome. */
abstract class FailureContract extends Concern {
    private static final int MAX_BODY_BYTES = 1_000;
    private static final int MAX_HEADER_BYTES = 512;
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\n\r\n";

    /** A port that was free a moment ago. */
    static int portWithoutListener() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int crc32c(String body) {
        var crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.ISO_8859_1));
        return (int) crc.getValue();
    }

    private FetchResult fetchFrom(Origin origin) {
        Collector collector = collector();
        FetchOptions options = FetchOptions.defaults().withMaxBodyBytes(MAX_BODY_BYTES)
                .withMaxHeaderBytes(MAX_HEADER_BYTES);
        collector.fetch(open(options), origin, "/");
        return collector.awaitOne();
    }

    private static void assertFailedWith(Outcome expected, FetchResult result) {
        assertThat(result.outcome()).as("outcome of %s", result).isEqualTo(expected);
        assertThat(result.status()).as("status without a complete response").isZero();
        assertThat(result.bodyBytes()).as("body length without a complete response").isZero();
        assertThat(result.bodyCrc32c()).as("checksum without a complete response").isZero();
    }

    @Test
    void aRefusedConnectionIsConnectFailed() {
        var origin = new Origin("127.0.0.1", portWithoutListener());
        assertFailedWith(Outcome.CONNECT_FAILED, fetchFrom(origin));
    }

    @Test
    void aHostThatDoesNotResolveIsConnectFailed() {
        assertFailedWith(Outcome.CONNECT_FAILED, fetchFrom(new Origin("no-such-host.invalid", 80)));
    }

    static Stream<Arguments> responses() {
        return Stream.of(response(Outcome.CONNECTION_LOST, "nothing at all", ""),
                response(Outcome.CONNECTION_LOST, "end in the status line", "HTTP/1.1 2"),
                response(Outcome.CONNECTION_LOST, "end in the header", "HTTP/1.1 200 OK\r\nContent-Le"),
                response(Outcome.CONNECTION_LOST, "end in the body",
                        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
                response(Outcome.CONNECTION_LOST, "end in a chunk", CHUNKED + "9\r\nhalf"),
                response(Outcome.CONNECTION_LOST, "end before the last chunk", CHUNKED + "4\r\nhalf\r\n"),
                response(Outcome.MALFORMED_RESPONSE, "garbage", "SSH-2.0-OpenSSH\r\n\r\n"),
                response(Outcome.MALFORMED_RESPONSE, "bad length", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n"),
                response(Outcome.MALFORMED_RESPONSE, "bad chunk size", CHUNKED + "xyz\r\n"),
                response(Outcome.MALFORMED_RESPONSE, "header over the limit",
                        "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(2 * MAX_HEADER_BYTES) + "\r\n\r\n"),
                response(Outcome.BODY_TOO_LARGE, "length over the limit",
                        "HTTP/1.1 200 OK\r\nContent-Length: " + (MAX_BODY_BYTES + 1) + "\r\n\r\n"),
                response(Outcome.BODY_TOO_LARGE, "chunks over the limit",
                        CHUNKED + "258\r\n" + "x".repeat(0x258) + "\r\n258\r\n" + "x".repeat(0x258) + "\r\n0\r\n\r\n"),
                response(Outcome.BODY_TOO_LARGE, "close-delimited body over the limit",
                        UNTIL_CLOSE + "x".repeat(MAX_BODY_BYTES + 1)));
    }

    private static Arguments response(Outcome expected, String name, String sent) {
        return Arguments.of(expected, Named.of(name, sent));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("responses")
    void aBadResponseHasItsOutcome(Outcome expected, String sent) {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send(sent);
        });
        assertFailedWith(expected, fetchFrom(server.origin()));
        server.awaitAllClosed("after a response that failed");
    }

    @Test
    void aBodyThatIsTooLargeEndsTheFetchWithoutWaitingForTheRest() {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nfirst bytes");
            peer.stayUntilClientCloses();
        });
        assertFailedWith(Outcome.BODY_TOO_LARGE, fetchFrom(server.origin()));
        server.awaitAllClosed("after a body that was too large");
    }

    @Test
    void aBodyOfExactlyTheLimitIsOk() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x".repeat(MAX_BODY_BYTES)));
        assertThat(fetchFrom(server.origin()).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void aResetWithinTheResponseIsConnectionLost() {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
            peer.reset();
        });
        assertFailedWith(Outcome.CONNECTION_LOST, fetchFrom(server.origin()));
    }
}
