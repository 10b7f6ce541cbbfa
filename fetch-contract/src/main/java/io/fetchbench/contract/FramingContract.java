package io.fetchbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.fetch.ConnectionReuse;
import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.mockserver.MockServer;
import io.fetchbench.mockserver.MockServerOptions;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a body ends, and that all of it counts (RFC 9112, section 6.3). */
abstract class FramingContract extends Concern {
    private static final int[] SIZES = {0, 1, 83, 1_000, 8_191, 65_536, 1 << 20, 2, 83, 83};
    private static final int ROUNDS = 3;
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    static Stream<Arguments> deliveries() {
        return Stream.of("length", "chunked", "close")
                .flatMap(framing -> Stream.of(ConnectionReuse.values())
                        .flatMap(reuse -> Stream.of(1, 2).map(threads -> Arguments.of(framing, reuse, threads))));
    }

    @ParameterizedTest(name = "framing={0} {1} ioThreads={2}")
    @MethodSource("deliveries")
    @Required("Bodies of any size and framing are read to their end, measured without framing and checksummed.")
    void everyByteOfABodyCounts(String framing, ConnectionReuse reuse, int ioThreads) throws Exception {
        try (MockServer server = MockServer.start(MockServerOptions.defaults())) {
            Fetcher fetcher = open(FetchOptions.defaults().withMaxInFlight(8).withReuse(reuse)
                    .withIoThreads(ioThreads));
            Collector collector = collector();
            int count = ROUNDS * SIZES.length;
            for (int i = 0; i < count; i++) {
                collector.fetch(fetcher, new Origin(server.host(), server.port()),
                        "/bytes/" + SIZES[i % SIZES.length] + "?framing=" + framing);
            }
            assertThat(collector.await(count)).allSatisfy(FramingContract::assertWhole);
        }
    }

    private static void assertWhole(FetchResult result) {
        int size = SIZES[(int) (result.id() % SIZES.length)];
        assertThat(result.outcome()).as("outcome of %s", result).isEqualTo(Outcome.OK);
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.bodyBytes()).as("body length without framing").isEqualTo(size);
        assertThat(result.bodyCrc32c()).as("CRC-32C of all %s bytes of a body", size).isEqualTo(crc32cOfBody(size));
        assertThat(result.cause()).isNull();
    }

    private static int crc32cOfBody(int size) {
        var body = new byte[size];
        for (int i = 0; i < size; i++) {
            body[i] = (byte) (32 + i % 95);
        }
        var crc = new CRC32C();
        crc.update(body);
        return (int) crc.getValue();
    }

    static Stream<Named<String>> pieces() {
        return Stream.of(Named.of("length", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody"),
                Named.of("chunked", CHUNKED + "1;ext=\"a;b\"\r\nb\r\n03\r\nody\r\n0\r\nTrailer: t\r\n\r\n"),
                Named.of("close", "HTTP/1.1 200 OK\r\n\r\nbody"));
    }

    @ParameterizedTest
    @MethodSource("pieces")
    @Required("A response may arrive in pieces of any size, cut anywhere.")
    void aResponseMayArriveByteByByte(String response) {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            for (int i = 0; i < response.length(); i++) {
                peer.send(response.substring(i, i + 1));
                // Without a pause most bytes would be read together, and nothing be shown.
                Thread.sleep(1);
            }
        });
        FetchResult result = fetchFrom(server);
        assertThat(result.outcome()).as("outcome of %s", result).isEqualTo(Outcome.OK);
        assertThat(result.bodyCrc32c()).isEqualTo(FailureContract.crc32c("body"));
    }

    private FetchResult fetchFrom(ScriptedServer server) {
        Collector collector = collector();
        collector.fetch(open(FetchOptions.defaults()), server.origin(), "/");
        return collector.awaitOne();
    }

    @Test
    @Required("An error status is a complete response like any other, its body read to the end.")
    void anErrorStatusIsACompleteResponse() {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 9\r\n\r\nnot today");
        });
        FetchResult result = fetchFrom(server);
        assertThat(result.outcome()).as("the status is the caller's business").isEqualTo(Outcome.OK);
        assertThat(result.status()).isEqualTo(503);
        assertThat(result.bodyBytes()).as("the body of an error is read to its end").isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    @Required("204 and 304 have no body, whatever length their header tells, and leave the connection usable.")
    void noContentHasNoBody(int status) {
        ScriptedServer server = serve(peer -> {
            while (peer.readRequest() != null) {
                peer.send("HTTP/1.1 " + status + " None\r\nContent-Length: 9\r\n\r\n");
            }
        });
        Fetcher fetcher = open(FetchOptions.defaults().withMaxBodyBytes(5));
        Collector collector = collector();
        for (int i = 1; i <= 2; i++) {
            collector.fetch(fetcher, server.origin(), "/");
            assertThat(collector.await(i)).allSatisfy(result -> {
                assertThat(result.outcome()).as("outcome of %s", result).isEqualTo(Outcome.OK);
                assertThat(result.status()).isEqualTo(status);
                assertThat(result.bodyBytes()).isZero();
            });
        }
        assertThat(server.accepted()).as("connections: one whose response has no body may be used again").isEqualTo(1);
    }

    @Test
    @Required("Interim responses (1xx) are skipped.")
    void interimResponsesAreSkipped() {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
            peer.respond("body");
        });
        FetchResult result = fetchFrom(server);
        assertThat(result.outcome()).as("outcome of %s", result).isEqualTo(Outcome.OK);
        assertThat(result.status()).isEqualTo(200);
        assertThat(result.bodyBytes()).isEqualTo(4);
    }

    static Stream<Named<String>> truncations() {
        return Stream.of(Named.of("in the body", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
                Named.of("in a chunk", CHUNKED + "9\r\nhalf"),
                Named.of("before the last chunk", CHUNKED + "4\r\nhalf\r\n"));
    }

    @ParameterizedTest
    @MethodSource("truncations")
    @Required("A body that ends before its announced end is CONNECTION_LOST, not a shorter body.")
    void aTruncatedBodyIsConnectionLost(String sent) {
        ScriptedServer server = serve(peer -> {
            peer.readRequest();
            peer.send(sent);
        });
        FailureContract.assertFailedWith(Outcome.CONNECTION_LOST, fetchFrom(server));
    }
}
