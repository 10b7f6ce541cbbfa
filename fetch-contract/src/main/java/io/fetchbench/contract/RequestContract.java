package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Outcome;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire. */
abstract class RequestContract extends Concern {
    @Test
    @Required("A request is a GET in HTTP/1.1 with the target as given and one Host field.")
    void isAGetInHttp11WithTheTargetAndOneHostHeader() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Collector collector = collector();
        collector.fetch(open(FetchOptions.defaults()), server.origin(), "/a/b?c=d%20e");
        collector.awaitOne();
        String head = server.requests().getFirst();
        assertThat(head).startsWith("GET /a/b?c=d%20e HTTP/1.1\r\n");
        assertThat(fields(head).lines().filter(line -> line.startsWith("host:"))).as("Host fields of a request")
                .containsExactly("host: " + server.origin().hostHeader());
        assertThat(fields(head)).as("header of a request that may reuse its connection")
                .doesNotContain("connection: close");
    }

    @Test
    @Required("A request on a connection that is not to be reused says Connection: close.")
    void asksForTheConnectionToCloseWhenItIsNotToBeReused() {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Collector collector = collector();
        Fetcher fetcher = open(FetchOptions.defaults().withReuse(ConnectionReuse.CONNECTION_PER_FETCH));
        collector.fetch(fetcher, server.origin(), "/");
        collector.awaitOne();
        assertThat(fields(server.requests().getFirst())).contains("\r\nconnection: close\r\n");
    }

    private static String fields(String head) {
        return head.toLowerCase(Locale.ROOT);
    }

    @Test
    @Required("No redirect is followed.")
    void followsNoRedirect() {
        ScriptedServer server = serve(peer -> {
            while (peer.readRequest() != null) {
                peer.send("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 2\r\n\r\nhi");
            }
        });
        Collector collector = collector();
        collector.fetch(open(FetchOptions.defaults()), server.origin(), "/");
        FetchResult result = collector.awaitOne();
        assertThat(result.outcome()).isEqualTo(Outcome.OK);
        assertThat(result.status()).as("status: a redirect is the caller's business").isEqualTo(302);
        assertThat(server.requests()).as("requests: a redirect is not followed").hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/with space", "/split\r\nX: y", "/nul\0", "/caf\u00e9"})
    @Required("A target with a space, control or non-ASCII character is FAILED, and nothing of it is sent.")
    void aTargetThatCouldSplitTheRequestFailsAndIsNeverSent(String target) {
        ScriptedServer server = serve(peer -> peer.respondToAll("x"));
        Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(1));
        Collector collector = collector();
        collector.fetch(fetcher, server.origin(), target);
        collector.fetch(fetcher, server.origin(), "/good");
        assertThat(collector.await(2)).extracting(FetchResult::outcome)
                .as("the encoder's refusal is reported as FAILED and frees the place of the fetch")
                .containsExactly(Outcome.FAILED, Outcome.OK);
        close(fetcher);
        server.awaitAllClosed("after close()");
        assertThat(server.requests()).as("requests, those included that were begun and not ended")
                .singleElement().asString().startsWith("GET /good ");
    }
}
