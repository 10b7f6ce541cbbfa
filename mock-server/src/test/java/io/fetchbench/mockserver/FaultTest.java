package io.fetchbench.mockserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done wrong is done at the byte where it was asked for, and nowhere else. */
@Timeout(60)
class FaultTest {
    /** How the server's sending side ended, and what it sent before. */
    private record Seen(byte[] bytes, String end) {
        String text() {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private static Seen see(MockServer server, String target) throws IOException {
        try (var socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(500);
            // Silence takes its time to be noticed, so the server is asked to close wherever that changes nothing.
            String close = target.contains("hang") || target.contains("half-close") ? "" : "Connection: close\r\n";
            String request = "GET " + target + " HTTP/1.1\r\nHost: mock\r\n" + close + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var bytes = new ByteArrayOutputStream();
            byte[] piece = new byte[8192];
            while (true) {
                try {
                    int read = socket.getInputStream().read(piece);
                    if (read < 0) {
                        return new Seen(bytes.toByteArray(), "FIN");
                    }
                    bytes.write(piece, 0, read);
                } catch (SocketTimeoutException e) {
                    return new Seen(bytes.toByteArray(), "silence");
                } catch (SocketException e) {
                    return new Seen(bytes.toByteArray(), "RST");
                }
            }
        }
    }

    private static Seen see(String target) throws IOException {
        try (MockServer server = MockServer.start(MockServerOptions.defaults())) {
            return see(server, target);
        }
    }

    @ParameterizedTest
    @CsvSource({"length, reset, RST", "length, truncate, FIN", "length, hang, silence", "chunked, reset, RST",
            "chunked, truncate, FIN", "chunked, hang, silence"})
    void theResponseStopsAtTheVeryByte(String framing, String fault, String end) throws IOException {
        byte[] whole = see("/bytes/50000?framing=" + framing + "&fault=" + fault + "@999999999").bytes();
        for (int at : new int[]{0, 1, 17, 40_000, whole.length - 1}) {
            Seen seen = see("/bytes/50000?framing=" + framing + "&fault=" + fault + "@" + at);
            assertThat(seen.end()).isEqualTo(end);
            assertThat(seen.bytes()).as("%s@%d", fault, at).isEqualTo(Arrays.copyOf(whole, at));
        }
    }

    @Test
    void withoutAPositionItIsHalfOfTheBodyOrOfTheHeader() throws IOException {
        byte[] whole = see("/bytes/1000").bytes();
        assertThat(see("/bytes/1000?fault=truncate").bytes()).hasSize(whole.length - 500);
        byte[] header = see("/bytes/0").bytes();
        assertThat(see("/bytes/0?fault=truncate").bytes()).hasSize(header.length / 2);
    }

    @Test
    void emptyIsNothingAtAll() throws IOException {
        assertThat(see("/bytes/83?fault=empty")).matches(seen -> seen.bytes().length == 0 && seen.end().equals("FIN"));
    }

    @Test
    void garbageIsTheSameEachTimeAndNoHttp() throws IOException {
        Seen seen = see("/bytes/83?fault=garbage");
        assertThat(seen.end()).isEqualTo("FIN");
        assertThat(seen.bytes()).hasSameSizeAs(see("/bytes/83?fault=truncate@9999").bytes());
        assertThat(seen.text()).doesNotContain("HTTP").contains("\r\n");
        assertThat(see("/bytes/83?fault=garbage").bytes()).isEqualTo(seen.bytes());
        assertThat(BodyPatternTest.crc32c(seen.bytes())).as("in every process").isEqualTo(0xc153508f);
        assertThat(see("/bytes/83?fault=garbage&status=201").bytes()).isNotEqualTo(seen.bytes());
        String partly = see("/bytes/83?fault=garbage@20").text();
        assertThat(partly).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(partly.charAt(20)).isGreaterThan((char) 0x7f);
    }

    @Test
    void aHugeHeaderIsAsLargeAsAsked() throws IOException {
        String text = see("/bytes/83?fault=huge-header@100000").text();
        assertThat(text.indexOf("\r\n\r\n")).isBetween(98_900, 100_000);
        assertThat(text).endsWith("opqr");
    }

    @Test
    void halfCloseEndsAWholeResponseThatPromisedMore() throws IOException {
        Seen seen = see("/bytes/83?fault=half-close");
        assertThat(seen.end()).isEqualTo("FIN");
        assertThat(seen.text()).isEqualTo(see("/bytes/83").text().replace("Connection: close\r\n", ""));
        assertThat(seen.text()).doesNotContain("Connection: close");
    }

    @Test
    void trailingGarbageComesBehindAWholeResponse() throws IOException {
        byte[] whole = see("/bytes/83").bytes();
        byte[] more = see("/bytes/83?fault=trailing-garbage").bytes();
        assertThat(more).startsWith(whole).hasSize(whole.length + ResponseStream.TRAILING_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dribble=4x5ms", "rate=1MBps", "dribble=1x1s", "rate=20kBps"})
    void paceChangesNoByteAndTheConnectionGoesOn(String pace) throws IOException {
        try (MockServer server = MockServer.start(MockServerOptions.defaults());
                RawClient client = new RawClient(server)) {
            for (String framing : new String[]{"length", "chunked"}) {
                assertThat(see(server, "/bytes/3000?framing=" + framing + "&" + pace).bytes())
                        .isEqualTo(see(server, "/bytes/3000?framing=" + framing).bytes());
            }
            assertThat(client.fetch("/bytes/3000?" + pace).body()).hasSize(3000);
            assertThat(client.fetch("/bytes/83").body()).hasSize(83);
        }
    }

    @Test
    void paceTakesItsTime() throws IOException {
        long start = System.nanoTime();
        see("/bytes/83?dribble=5x20ms&fault=truncate@9999");
        assertThat(System.nanoTime() - start).as("four pauses between five pieces").isGreaterThan(80_000_000);
        start = System.nanoTime();
        see("/bytes/83?dribble=150x1ms&fault=truncate@9999");
        assertThat(System.nanoTime() - start).as("pieces of a byte or two").isGreaterThan(149_000_000);
        start = System.nanoTime();
        see("/bytes/20000?rate=100kBps&fault=truncate@99999");
        assertThat(System.nanoTime() - start).as("20 kB at 100 kB a second").isGreaterThan(180_000_000);
    }

    @Test
    void saysWhenToComeBack() throws IOException {
        assertThat(see("/bytes/0?status=429&retry-after=2s").text())
                .startsWith("HTTP/1.1 429 Too Many Requests\r\n").contains("\r\nRetry-After: 2\r\n");
    }

    @Test
    void countsEachFault() throws IOException {
        try (MockServer server = MockServer.start(MockServerOptions.defaults())) {
            see(server, "/bytes/83?fault=reset");
            see(server, "/bytes/83?fault=reset@5");
            see(server, "/bytes/83?fault=empty");
            see(server, "/bytes/83");
            assertThat(server.stats().faults()).containsEntry("reset", 2L).containsEntry("empty", 1L)
                    .containsEntry("hang", 0L);
            assertThat(see(server, "/stats").text()).contains("\"faults\":{\"reset\":2,").contains("\"late\":");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "fault=rest            | fault: expected one of reset, truncate, hang, garbage, empty, huge-header, half-close",
            "fault=reset@          | fault: expected reset@N",
            "fault=reset@-1        | fault: expected reset@N",
            "fault=empty@5         | fault: expected empty without a position",
            "dribble=10ms          | dribble: expected pieces and the pause between them",
            "dribble=0x10ms        | dribble: expected",
            "dribble=4x10          | dribble's pause: expected a number with ns, us, ms or s",
            "rate=1MB              | rate: expected bytes a second",
            "rate=0MBps            | rate: expected bytes a second",
            "rate=1MBps&dribble=2x1ms | query: expected dribble or rate, not both",
            "retry-after=soon      | retry-after: expected whole seconds",
            "colour=red            | query key: expected one of delay, status, framing, retry-after, dribble, rate, fault",
    })
    void refusesWhatItDoesNotUnderstand(String query, String sentence) throws IOException {
        assertThat(see("/bytes/83?" + query).text()).startsWith("HTTP/1.1 400 ").contains(sentence);
    }

    @Test
    void aSilentServerAcceptsAndSaysNothing() throws IOException {
        assertThat(seeBehaviour(Behaviour.SILENT).end()).isEqualTo("silence");
    }

    @Test
    void aServerMayResetWhomItAccepts() throws IOException {
        try (MockServer server = MockServer
                .start(MockServerOptions.defaults().withBehaviour(Behaviour.RESET, Duration.ZERO))) {
            assertThatThrownBy(() -> {
                Seen seen = see(server, "/bytes/83");
                throw new SocketException(seen.end());
            }).isInstanceOf(SocketException.class).hasMessageNotContaining("FIN").hasMessageNotContaining("silence");
        }
    }

    @Test
    void aServerMayRefuseConnections() throws IOException {
        try (MockServer server = MockServer
                .start(MockServerOptions.defaults().withBehaviour(Behaviour.REFUSE, Duration.ZERO))) {
            assertThatThrownBy(() -> new Socket(server.host(), server.port())).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void aServerMayAnswerBeforeItIsAsked() throws IOException {
        assertThat(seeBehaviour(Behaviour.EARLY_RESPONSE).text().split("HTTP/1.1 200", -1)).hasSize(3);
    }

    @Test
    void aServerMayAcceptSlowly() throws IOException {
        long start = System.nanoTime();
        try (MockServer server = MockServer
                .start(MockServerOptions.defaults().withBehaviour(Behaviour.ANSWER, Duration.ofMillis(50)));
                RawClient first = new RawClient(server);
                RawClient second = new RawClient(server)) {
            assertThat(first.fetch("/bytes/83").status()).isEqualTo(200);
            assertThat(second.fetch("/bytes/83").status()).isEqualTo(200);
            assertThat(System.nanoTime() - start).as("two pauses").isGreaterThan(90_000_000);
            start = System.nanoTime();
            try (RawClient third = new RawClient(server)) {
                assertThat(third.fetch("/bytes/83").status()).isEqualTo(200);
            }
            assertThat(System.nanoTime() - start).as("a pause, though nobody came before").isGreaterThan(50_000_000);
        }
    }

    @Test
    void aRequestThatDoesNotEndIsAnsweredWith408AndWhatItHeldIsFreed() throws IOException {
        try (MockServer server = MockServer
                .start(MockServerOptions.defaults().withRequestTimeout(Duration.ofMillis(50)))) {
            try (RawClient client = new RawClient(server)) {
                client.send("GET /bytes/83 HTTP/1.1\r\nHost: mo");
                assertThat(client.read().status()).isEqualTo(408);
                assertThat(client.ended()).isTrue();
            }
            try (RawClient client = new RawClient(server)) {
                assertThat(client.fetch("/bytes/83?delay=150ms").status()).as("a delay is not the client's")
                        .isEqualTo(200);
                assertThat(client.fetch("/bytes/83").status()).isEqualTo(200);
            }
        }
    }

    private static Seen seeBehaviour(Behaviour behaviour) throws IOException {
        try (MockServer server = MockServer
                .start(MockServerOptions.defaults().withBehaviour(behaviour, Duration.ZERO))) {
            return see(server, "/bytes/83");
        }
    }
}
