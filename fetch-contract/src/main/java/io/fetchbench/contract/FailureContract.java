package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that fail have an outcome of their own. */
abstract class FailureContract extends Concern {
    static int crc32c(String body) {
        var crc = new CRC32C();
        crc.update(body.getBytes(StandardCharsets.ISO_8859_1));
        return (int) crc.getValue();
    }

    static void assertFailedWith(Outcome expected, FetchResult result) {
        assertThat(result.outcome()).as("outcome of %s", result).isEqualTo(expected);
        assertThat(result.status()).as("status without a complete response").isZero();
        assertThat(result.bodyBytes()).as("body length without a complete response").isZero();
        assertThat(result.bodyCrc32c()).as("checksum without a complete response").isZero();
    }

    private FetchResult fetchFrom(Origin origin) {
        Collector collector = collector();
        collector.fetch(open(FetchOptions.defaults()), origin, "/");
        return collector.awaitOne();
    }

    @Test
    @Required("A refused connection is CONNECT_FAILED.")
    void aRefusedConnectionIsConnectFailed() {
        assertFailedWith(Outcome.CONNECT_FAILED, fetchFrom(refusing()));
    }

    @Test
    @Required("A host that does not resolve is CONNECT_FAILED.")
    void aHostThatDoesNotResolveIsConnectFailed() {
        assertFailedWith(Outcome.CONNECT_FAILED, fetchFrom(new Origin("no-such-host.invalid", 80)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\nContent-Le"})
    @Required("A connection that closes before the end of the header is CONNECTION_LOST.")
    void anEndBeforeTheEndOfTheHeaderIsConnectionLost(String sent) {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send(sent);
        });
        assertFailedWith(Outcome.CONNECTION_LOST, fetchFrom(server.origin()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf", "HTTP/1.1 200 OK\r\n\r\nhalf"})
    @Required("A reset within the response is CONNECTION_LOST, even where only an orderly close would end the body.")
    void aResetWithinTheResponseIsConnectionLost(String sent) {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send(sent);
            peer.reset();
        });
        assertFailedWith(Outcome.CONNECTION_LOST, fetchFrom(server.origin()));
    }

    @Test
    @Required("A server that half-closes after its response has answered.")
    void aHalfCloseAfterTheResponseIsOk() {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.respond("x");
            peer.halfClose();
            peer.stayUntilClientCloses();
        });
        assertThat(fetchFrom(server.origin()).outcome())
                .as("outcome of a complete response followed by the end of input, which takes nothing from it")
                .isEqualTo(Outcome.OK);
    }
}
