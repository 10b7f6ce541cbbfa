package io.fetchbench.mockserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.mockserver.RawClient.Response;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a client does, it is answered with 4xx or closed within a limit, others are served, and all is freed. */
@Timeout(60)
class HostileRequestTest {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** For what is about idling alone: with it, whoever is slow to act is hung up on. */
    private static final Duration SHORT = Duration.ofMillis(100);

    private MockServer server;

    @BeforeEach
    void start() throws IOException {
        server = MockServer.start(MockServerOptions.defaults().withRequestTimeout(Duration.ofMillis(200)));
    }

    private void startAnewWithAShortIdleTimeout() throws IOException {
        server.close();
        server = MockServer.start(MockServerOptions.defaults().withIdleTimeout(SHORT));
    }

    @AfterEach
    void servesOthersAndHoldsNothing() throws Exception {
        try (MockServer closing = server) {
            await(this::serves);
            await(() -> closing.stats().openConnections() == 0);
        }
        LeakPresenceDetector.check();
    }

    /** A client whose process stands still for as long as the short limits here is hung up on too, and comes again. */
    private boolean serves() {
        try (RawClient other = new RawClient(server)) {
            return other.fetch("/bytes/83").body().length == 83;
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("nanoseconds waited").isLessThan(LONGEST_NANOS);
            Thread.yield();
        }
    }

    /** Sends on until the server hangs up. */
    private static void sendUntilClosed(RawClient client, String text) {
        assertThatThrownBy(() -> {
            while (true) {
                client.send(text);
            }
        }).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /bytes/83 HTTP/1.1\r\nHost: mock\r\nX: ", "G", "\r\n"})
    void aRequestHasALimitInAllHoweverSteadilyItDrips(String start) throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(start);
            while (client.available() == 0) {
                client.send(start.equals("\r\n") ? "\r\n" : "x");
                client.pause(Duration.ofMillis(20));
            }
            assertThat(client.read().status()).isEqualTo(408);
            sendUntilClosed(client, "x");
        }
    }

    @ParameterizedTest
    @CsvSource({"'GET /bytes/83 HTTP/1.1\r\n', 'A: b\r\n', 431", "'GET /bytes/83 HTTP/1.1\r\nA:', bbbbbbbb, 431",
            "'GET /bytes/', 99999999, 414", "G, GGGGGGGG, 414"})
    void whatNeverEndsIsRefusedAndCutOff(String start, String more, int status) throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(start + more.repeat(8_000));
            assertThat(client.read().status()).isEqualTo(status);
            sendUntilClosed(client, more.repeat(100));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes/%31", "/bytes/%", "/bytes/%zz", "/bytes/%00", "/bytes/1?delay=%35ms",
            "/bytes/1?%64elay=5ms", "/bytes/1?fault=res%65t", "/bytes/1#x", "/bytes/1;x", "/bytes/../stats",
            "//bytes/1", "/bytes//1", "*", "mock:80", "http://mock/stats", "\\bytes\\1", "/bytes/1?delay=5ms&",
            "/bytes/1?&delay=5ms", "/bytes/1?delay==5ms", "/bytes/0x10", "/bytes/1e3", "/bytes/+1",
            "/bytes/1?status=2_0", "/bytes/1?fault=reset@1e3", "/bytes/1?fault=reset@99999999999999999999",
            "/bytes/1?dribble=999999999999x1ms", "/bytes/1?rate=1e9GBps"})
    void aBadEscapeOrTargetIsAnsweredWith4xx(String target) throws IOException {
        try (RawClient client = new RawClient(server)) {
            Response response = client.fetch(target);
            assertThat(response.status()).isIn(400, 404);
            assertThat(response.text()).contains(": expected ");
            assertThat(client.fetch("/bytes/83").body()).hasSize(83);
        }
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS * HTTP/1.1, 405", "CONNECT mock:80 HTTP/1.1, 405", "TRACE / HTTP/1.1, 405",
            "DELETE /bytes/1 HTTP/1.1, 405", "PUT /bytes/1 HTTP/1.1, 405", "get /bytes/1 HTTP/1.1, 405",
            "GETGET /bytes/1 HTTP/1.1, 405", "PRI * HTTP/2.0, 400", "GET /bytes/1, 400",
            "GET /bytes/\u00e4 HTTP/1.1, 400",
            "GET /bytes/\u0001 HTTP/1.1, 400", "'GET /bytes/1 HTTP/1.1\u0000', 400", "\u0016\u0003\u0001\u0002, 400",
            "'<script>alert(1)</script>', 400"})
    void anotherMethodOrProtocolIsAnsweredWith4xxAndClosed(String requestLine, int status) throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(requestLine + "\r\nHost: mock\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(status);
            assertThat(client.ended()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes/1024MiB", "/bytes/1024MiB?framing=chunked", "/bytes/1024MiB?rate=1000MBps",
            "/bytes/83?fault=huge-header@16777216", "/bytes/16384?framing=close"})
    void aClientThatNeverReadsIsClosed(String target) throws IOException {
        startAnewWithAShortIdleTimeout();
        try (RawClient client = new RawClient(server)) {
            client.send(RawClient.get(target));
            await(() -> server.stats().requests() == 1);
            await(() -> server.stats().openConnections() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes/4096", "/bytes/65536?delay=1ms", "/nowhere", "/bytes/4096?dribble=2x1ms"})
    void aFloodOfRequestsFromAClientThatNeverReadsIsCutOff(String target) throws IOException {
        startAnewWithAShortIdleTimeout();
        try (RawClient client = new RawClient(server)) {
            sendUntilClosed(client, RawClient.get(target).repeat(100));
        }
    }

    @Test
    void idleConnectionsAreClosedButNoneThatWaitsForItsResponse() throws IOException {
        startAnewWithAShortIdleTimeout();
        try (RawClient waiting = new RawClient(server)) {
            waiting.send(RawClient.get("/bytes/83?delay=700ms"));
            try (RawClient used = new RawClient(server)) {
                used.fetch("/bytes/83");
                assertThat(used.ended()).isTrue();
            }
            try (RawClient fresh = new RawClient(server)) {
                assertThat(fresh.ended()).isTrue();
            }
            assertThat(waiting.read().body()).hasSize(83);
        }
    }

    @Test
    void aBodyThatIsSentSlowlyIsNotIdle() throws IOException {
        startAnewWithAShortIdleTimeout();
        try (RawClient client = new RawClient(server)) {
            client.send(RawClient.get("/bytes/8MiB?rate=10MBps"));
            assertThat(client.read().body()).hasSize(8 << 20);
        }
    }
}
