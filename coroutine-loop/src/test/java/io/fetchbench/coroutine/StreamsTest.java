package io.fetchbench.coroutine;

import static io.fetchbench.coroutine.Asyncio.await;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Mirrors CPython's test_streams: connections on loopback. */
@ParameterizedClass
@EnumSource(Carrier.class)
class StreamsTest extends LoopTestBase {
    /** What a test does with a connection to a server of its own. */
    private interface Conversation {
        String with(Streams.Connection connection) throws Exception;
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private String converse(Streams.Client client, Conversation conversation) throws Exception {
        return loop.runUntilComplete(() -> {
            try (Server server = Streams.startServer(client, anyPort());
                    var connection = Streams.openConnection("127.0.0.1", server.address().getPort())) {
                return conversation.with(connection);
            }
        });
    }

    private static void echo(StreamReader reader, StreamWriter writer) throws Exception {
        byte[] line;
        while ((line = reader.readLine()).length > 0) {
            writer.write(line);
            writer.drain();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(US_ASCII);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, US_ASCII);
    }

    @Test
    void openConnection() throws Exception {
        assertThat(converse(StreamsTest::echo, connection -> {
            connection.writer().write(bytes("hello\n"));
            return text(connection.reader().readLine());
        })).isEqualTo("hello\n");
    }

    @Test
    void openConnectionLooksNamesUp() throws Exception {
        assertThat(loop.<String>runUntilComplete(() -> {
            try (Server server = Streams.startServer(StreamsTest::echo, anyPort());
                    var connection = Streams.openConnection("localhost", server.address().getPort())) {
                connection.writer().write(bytes("x\n"));
                return text(connection.reader().readLine());
            }
        })).isEqualTo("x\n");
    }

    @Test
    void openConnectionError() throws Exception {
        int port = loop.runUntilComplete(() -> {
            try (Server server = Streams.startServer(StreamsTest::echo, anyPort())) {
                return server.address().getPort();
            }
        });
        assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> loop.runUntilComplete(() -> Streams.openConnection("127.0.0.1", port)));
    }

    @Test
    void openConnectionOfAnUnknownNameIsAnError() {
        assertThatExceptionOfType(UnknownHostException.class)
                .isThrownBy(() -> loop.runUntilComplete(() -> Streams.openConnection("no-such-host.invalid", 80)));
    }

    @Test
    void readAllToTheEndOfTheConnection() throws Exception {
        assertThat(converse((_, writer) -> writer.write(bytes("all of it")),
                connection -> text(connection.reader().readAll()))).isEqualTo("all of it");
    }

    @Test
    void writeEofEndsOneDirectionOnly() throws Exception {
        assertThat(converse((reader, writer) -> writer.write(bytes("got " + text(reader.readAll()))), connection -> {
            connection.writer().write(bytes("question"));
            connection.writer().writeEof();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> connection.writer().write(bytes("more")))
                    .withMessageContaining("after its end");
            return text(connection.reader().readAll());
        })).isEqualTo("got question");
    }

    @Test
    void drainHoldsBackAWriterWhosePeerDoesNotRead() throws Exception {
        LoopFuture<Void> mayRead = loop.createFuture();
        String received = converse((reader, writer) -> {
            await(mayRead);
            writer.write(bytes("" + reader.readAll().length));
        }, connection -> {
            StreamWriter writer = connection.writer();
            int written = 0;
            while (writer.unsentBytes() <= StreamWriter.HIGH_WATER_BYTES) {
                writer.drain();
                writer.write(new byte[64 * 1024]);
                written += 64 * 1024;
            }
            Task<?> self = Asyncio.currentTask();
            loop.callSoon(() -> trace.add("waits in drain: " + !self.done()));
            loop.callSoon(() -> mayRead.setResult(null));
            writer.drain();
            trace.add("drained: " + (writer.unsentBytes() <= StreamWriter.LOW_WATER_BYTES));
            writer.writeEof();
            return written + " " + text(connection.reader().readAll());
        });
        assertThat(trace).containsExactly("waits in drain: true", "drained: true");
        assertThat(received.split(" ")).hasSize(2).satisfies(both -> assertThat(both[0]).isEqualTo(both[1]));
    }

    @Test
    void readerHoldsBackThePeerWhenNobodyReads() throws Exception {
        converse((_, writer) -> {
            for (int i = 0; i < 400; i++) {
                writer.write(new byte[64 * 1024]);
                trace.add("w");
                writer.drain();
            }
        }, connection -> {
            runOtherTasks();
            int whileNobodyRead = trace.size();
            assertThat(whileNobodyRead).isLessThan(400);
            int all = connection.reader().readAll().length;
            return assertThat(all).isEqualTo(400 * 64 * 1024).toString();
        });
    }

    /** Gives the kernel and the server time to fill all buffers between them: no wait as such, only passes of the loop. */
    private void runOtherTasks() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            Asyncio.sleep(java.time.Duration.ZERO);
        }
    }

    @Test
    void closeSendsWhatIsLeftFirst() throws Exception {
        String length = converse((reader, writer) -> {
            writer.write(new byte[4 * 1024 * 1024]);
            writer.close();
            assertThat(writer.isClosing()).isTrue();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> writer.write(bytes("late")));
            writer.waitClosed();
            trace.add("closed");
        }, connection -> "" + connection.reader().readAll().length);
        runBriefly();
        assertThat(length).isEqualTo("" + 4 * 1024 * 1024);
        assertThat(trace).containsExactly("closed");
    }

    @Test
    void abortClosesAtOnce() throws Exception {
        String length = converse((_, writer) -> {
            writer.write(new byte[16 * 1024 * 1024]);
            writer.abort();
        }, connection -> "" + connection.reader().readAll().length);
        assertThat(Integer.parseInt(length)).isLessThan(16 * 1024 * 1024);
    }

    @Test
    void closeWakesWhoWaitsForBytes() throws Exception {
        LoopFuture<Void> serverDone = loop.createFuture();
        converse((_, _) -> await(serverDone), connection -> {
            Task<byte[]> waiting = loop.createTask(() -> connection.reader().readLine());
            runOtherTasks();
            connection.close();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> await(waiting));
            serverDone.setResult(null);
            return "";
        });
    }

    @Test
    void cancelOfAReadLeavesTheConnectionUsable() throws Exception {
        LoopFuture<Void> mayAnswer = loop.createFuture();
        assertThat(converse((_, writer) -> {
            await(mayAnswer);
            writer.write(bytes("late\n"));
        }, connection -> {
            Task<byte[]> first = loop.createTask(() -> connection.reader().readLine());
            runOtherTasks();
            first.cancel();
            assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(first));
            mayAnswer.setResult(null);
            return text(connection.reader().readLine());
        })).isEqualTo("late\n");
    }

    @Test
    void twoTasksThatReadAtOnceAreAnError() throws Exception {
        LoopFuture<Void> serverDone = loop.createFuture();
        converse((_, _) -> await(serverDone), connection -> {
            Task<byte[]> first = loop.createTask(() -> connection.reader().readLine());
            runOtherTasks();
            assertThatIllegalStateException().isThrownBy(() -> connection.reader().readLine())
                    .withMessageContaining("one task");
            serverDone.setResult(null);
            return text(await(first));
        });
    }

    @Test
    void writeToABrokenConnectionIsAnErrorInTheEnd() throws Exception {
        converse((_, writer) -> writer.abort(), connection -> {
            connection.reader().readAll();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
                while (true) {
                    connection.writer().write(new byte[64 * 1024]);
                    connection.writer().drain();
                    Asyncio.sleep(java.time.Duration.ZERO);
                }
            });
            return "";
        });
    }

    @Test
    void startServerServesManyConnectionsAtOnce() throws Exception {
        loop.runUntilComplete(() -> {
            try (Server server = Streams.startServer(StreamsTest::echo, anyPort())) {
                List<Task<String>> clients = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    clients.add(loop.createTask("client " + i, client(server.address().getPort(), "line " + i + "\n")));
                }
                List<String> answers = await(Asyncio.<String>gather(clients));
                for (int i = 0; i < 50; i++) {
                    assertThat(answers.get(i)).isEqualTo("line " + i + "\n");
                }
            }
            return null;
        });
    }

    private static java.util.concurrent.Callable<String> client(int port, String line) {
        return () -> {
            try (var connection = Streams.openConnection("127.0.0.1", port)) {
                connection.writer().write(bytes(line));
                return text(connection.reader().readLine());
            }
        };
    }

    @Test
    void startServerReportsAClientThatFailsAndClosesItsConnection() throws Exception {
        assertThat(converse((_, _) -> {
            throw new IOException("handler");
        }, connection -> text(connection.reader().readAll()))).isEmpty();
        assertThat(failures).singleElement()
                .satisfies(context -> assertThat(context.exception()).hasMessage("handler"));
        failures.clear();
    }

    @Test
    void startServerOnATakenPortIsAnError() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> loop.runUntilComplete(() -> {
            try (Server server = Streams.startServer(StreamsTest::echo, anyPort());
                    Server second = Streams.startServer(StreamsTest::echo, server.address())) {
                return second.address();
            }
        }));
    }

    @Test
    void remoteAddressOfAClient() throws Exception {
        assertThat(converse((_, writer) -> writer.write(bytes("" + writer.remoteAddress().getPort())),
                connection -> text(connection.reader().readAll()))).matches("\\d+");
    }
}
