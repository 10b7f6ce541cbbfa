package io.fetchbench.mockserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.mockserver.RawClient.Response;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MockServerTest {
    private static MockServer server;

    @BeforeAll
    static void start() throws IOException {
        server = MockServer.start(MockServerOptions.defaults().withEventLoops(2));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Response fetch(String target) throws IOException {
        try (RawClient client = new RawClient(server)) {
            return client.fetch(target);
        }
    }

    private static Response exchange(String request) throws IOException {
        try (RawClient client = new RawClient(server)) {
            Response response = client.send(request).read();
            assertThat(client.ended()).as("connection closed").isTrue();
            return response;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"length", "chunked", "close"})
    void bodiesAreExact(String framing) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int size : new int[]{0, 1, 95, 4096, 4097, 16_384, 65_537, 97_280, 1 << 20}) {
                URI uri = URI.create("http://127.0.0.1:" + server.port() + "/bytes/" + size + "?framing=" + framing);
                HttpResponse<byte[]> response = client.send(HttpRequest.newBuilder(uri).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
                byte[] expected = BodyPatternTest.expectedBody(size);
                assertThat(response.body()).as("%d bytes", size).isEqualTo(expected);
                assertThat(response.headers().firstValue("X-Body-Crc32c"))
                        .hasValue(HexFormat.of().toHexDigits(BodyPatternTest.crc32c(expected)));
                assertThat(response.headers().firstValue("Content-Length").isPresent())
                        .isEqualTo(framing.equals("length"));
                assertThat(response.headers().firstValue("Transfer-Encoding").isPresent())
                        .isEqualTo(framing.equals("chunked"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"2KiB, 2048", "0MiB, 0", "1MiB, 1048576", "007, 7"})
    void sizesHaveUnits(String size, int expected) throws IOException {
        assertThat(fetch("/bytes/" + size).body()).hasSize(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 299, 302, 400, 404, 418, 429, 500, 503, 599})
    void answersWithTheStatusAskedFor(int status) throws IOException {
        Response response = fetch("/bytes/9?status=" + status);
        assertThat(response.statusLine()).matches("HTTP/1\\.1 " + status + " [A-Z][A-Za-z ]+");
        assertThat(response.body()).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void statusesWithoutABodyHaveNone(int status) throws IOException {
        try (RawClient client = new RawClient(server)) {
            Response first = client.fetch("/bytes/9?status=" + status + "&framing=chunked");
            assertThat(first.fields()).doesNotContainKeys("content-length", "transfer-encoding")
                    .containsEntry("x-body-crc32c", "00000000");
            assertThat(client.fetch("/bytes/3").text()).isEqualTo(" !\"");
        }
    }

    @Test
    void answersPipelinedRequestsInOrder() throws IOException {
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            requests.append(RawClient.get("/bytes/" + i * 331 + (i % 50 == 0 ? "?delay=2ms" : "")));
        }
        try (RawClient client = new RawClient(server)) {
            client.send(requests.toString());
            for (int i = 0; i < 200; i++) {
                assertThat(client.read().body()).hasSize(i * 331);
            }
        }
    }

    @Test
    void readsRequestsThatComeByteByByte() throws IOException {
        try (RawClient client = new RawClient(server)) {
            for (int i = 0; i < 3; i++) {
                for (char c : RawClient.get("/bytes/" + i).toCharArray()) {
                    client.send(String.valueOf(c));
                }
                assertThat(client.read().body()).hasSize(i);
            }
        }
    }

    @Test
    void takesMoreRequestsAheadThanItKeeps() throws Exception {
        int count = 5_000;
        try (RawClient client = new RawClient(server)) {
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    client.send(RawClient.get("/bytes/1?delay=100ms")).send(RawClient.get("/bytes/2").repeat(count));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(client.read().body()).hasSize(1);
            for (int i = 0; i < count; i++) {
                assertThat(client.read().body()).hasSize(2);
            }
            sender.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /bytes/70000 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
            "GET /bytes/70000?framing=close HTTP/1.1\r\nHost: a\r\n\r\n", "GET /bytes/70000 HTTP/1.0\r\n\r\n",
            "GET /bytes/70000?framing=chunked HTTP/1.0\r\n\r\n", "GET /bytes/70000?framing=close HTTP/1.0\r\n\r\n"})
    void closesWhenAsked(String request) throws IOException {
        Response response = exchange(request);
        assertThat(response.body()).isEqualTo(BodyPatternTest.expectedBody(70_000));
        assertThat(response.fields()).containsEntry("connection", "close").doesNotContainKey("transfer-encoding");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            /bytes/,                            400, size: expected 0 to
            /bytes/-1,                          400, got "-1"
            /bytes/1GiB,                        400, size
            /bytes/1025MiB,                     400, size
            /bytes/99999999999,                 400, size
            /bytes/1?delay=5,                   400, delay: expected a number with ns
            /bytes/1?delay=-5ms,                400, delay
            /bytes/1?delay=1e3ms,               400, delay
            /bytes/1?delay=61m,                 400, delay
            /bytes/1?delay=3600.1s,             400, at most 1 hour
            /bytes/1?status=100,                400, status: expected 200 to 599
            /bytes/1?status=600,                400, status
            /bytes/1?framing=gzip,              400, framing: expected length
            /bytes/1?colour=red,                400, query key: expected one of delay
            /bytes/1?Delay=1ms,                 400, query key
            /bytes/1?status=200&status=200,     400, query: expected each key once
            /bytes/1?,                          400, query: expected key=value
            /bytes/1?status,                    400, query
            /,                                  404, path: expected /bytes/{size} or /stats
            /stats?x=1,                         400, `query: expected none behind /stats, got "x=1"`
            http://mock/bytes/1,                404, path
            """)
    void saysWhatIsWrongWithAUrlAndStaysOpen(String target, int status, String sentence) throws IOException {
        try (RawClient client = new RawClient(server)) {
            Response response = client.fetch(target);
            assertThat(response.status()).isEqualTo(status);
            assertThat(response.text()).contains(sentence).containsOnlyOnce("\n").endsWith("\n");
            assertThat(response.fields()).containsEntry("x-body-crc32c",
                    HexFormat.of().toHexDigits(BodyPatternTest.crc32c(response.body())));
            assertThat(client.fetch("/bytes/2").body()).hasSize(2);
        }
    }

    @Test
    void refusesOtherMethods() throws IOException {
        Response post = exchange("POST /bytes/1 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi");
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.fields()).containsEntry("allow", "GET").containsEntry("connection", "close");
        Response head = exchange("HEAD /bytes/1 HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(head.status()).isEqualTo(405);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GET /bytes/1 HTTP/1.1|Host: a|Content-Length: 100000, 400", "hello, 400", "GET / HTTP/3, 400"})
    void refusesWhatIsNoRequestItKnows(String lines, int status) throws IOException {
        Response response = exchange(lines.replace("|", "\r\n") + "\r\n\r\n" + "x".repeat(100_000));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.text()).contains(": expected ");
    }

    @Test
    void refusesWhatIsTooLong() throws IOException {
        assertThat(exchange("GET /" + "x".repeat(300_000)).status()).isEqualTo(414);
        assertThat(exchange("GET / HTTP/1.1\r\n" + "A: b\r\n".repeat(50_000)).status()).isEqualTo(431);
    }

    @Test
    void closesConnectionsAboveTheLimit() throws IOException {
        try (MockServer small = MockServer.start(MockServerOptions.defaults().withMaxConnections(2));
                RawClient first = new RawClient(small);
                RawClient second = new RawClient(small)) {
            first.fetch("/bytes/1");
            second.fetch("/bytes/1");
            try (RawClient third = new RawClient(small)) {
                assertThat(third.ended()).isTrue();
            }
            assertThat(first.fetch("/bytes/1").body()).hasSize(1);
            assertThat(small.stats().refusedConnections()).isEqualTo(1);
            assertThat(small.stats().peakConnections()).isEqualTo(2);
        }
    }

    @Test
    void saysWhenThePortIsTaken() {
        MockServerOptions taken = MockServerOptions.defaults().withAddress("127.0.0.1", server.port());
        assertThatThrownBy(() -> MockServer.start(taken)).isInstanceOf(BindException.class)
                .hasMessageContaining("127.0.0.1 port " + server.port()).hasMessageContaining("choose");
    }

    @Test
    void optionsHaveRanges() {
        MockServerOptions defaults = MockServerOptions.defaults();
        assertThatThrownBy(() -> defaults.withAddress("127.0.0.1", 65_536))
                .hasMessage("port: expected 0 to 65535, got 65536");
        assertThatThrownBy(() -> defaults.withEventLoops(0)).hasMessage("event loops: expected 1 to 1024, got 0");
    }
}
