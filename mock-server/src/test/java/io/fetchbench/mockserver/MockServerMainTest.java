package io.fetchbench.mockserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MockServerMainTest {
    private static final Pattern LINE = Pattern
            .compile("listening on http://127\\.0\\.0\\.1:(\\d+) transport=(epoll|kqueue|nio) pid=(\\d+)");

    @TempDir
    Path dir;
    private Process started;

    @AfterEach
    void end() {
        started.destroyForcibly();
    }

    private Process fork(List<String> jvmArgs, String... args) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(jvmArgs);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MockServerMain.class.getName()));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).redirectError(dir.resolve("err").toFile());
        // Java says on stderr that it picked these up.
        List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS").forEach(builder.environment()::remove);
        started = builder.start();
        return started;
    }

    private String errors() throws IOException {
        return Files.readString(dir.resolve("err"));
    }

    private static Matcher firstLine(BufferedReader out) throws IOException {
        Matcher line = LINE.matcher(String.valueOf(out.readLine()));
        assertThat(line.matches()).as("first line").isTrue();
        return line;
    }

    @Test
    void listensUntilStandardInputEndsAndSaysNothingElse() throws Exception {
        Process process = fork(List.of(), "--exit-with-stdin");
        try (BufferedReader out = process.inputReader()) {
            Matcher line = firstLine(out);
            int port = Integer.parseInt(line.group(1));
            assertThat(Long.parseLong(line.group(3))).isEqualTo(process.pid());
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.getOutputStream().write(RawClient.get("/bytes/83").getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 200 OK");
            }
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
            assertThat(out.readLine()).isNull();
            assertThat(errors()).isEmpty();
            Assertions.assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void runsWithoutANativeTransportUntilTerminated() throws Exception {
        Process process = fork(List.of("-Dio.netty.transport.noNative=true"));
        try (BufferedReader out = process.inputReader()) {
            assertThat(firstLine(out).group(2)).isEqualTo("nio");
            process.destroy();
            assertThat(process.waitFor()).isEqualTo(128 + 15);
            assertThat(errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"answer", "refuse"})
    void saysInOneLineThatThePortIsTaken(String behaviour) throws Exception {
        try (MockServer server = MockServer.start(MockServerOptions.defaults())) {
            Process process = fork(List.of(), "--port", String.valueOf(server.port()), "--behaviour", behaviour);
            assertThat(process.waitFor()).isEqualTo(1);
            assertThat(errors().lines()).singleElement().asString().contains("port " + server.port(), "in use");
        }
    }

    @ParameterizedTest
    @CsvSource({"--port, 70000, 'port: expected 0 to 65535, got 70000'", "--port, x, --port",
            "--event-loops, 0, 'event loops: expected 1 to 1024, got 0'", "--nonsense, 1, --nonsense"})
    void saysWhichOptionIsWrong(String option, String value, String expected) throws Exception {
        Process process = fork(List.of(), option, value);
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(errors().lines()).hasSize(2).first().asString().contains(expected);
        assertThat(errors()).endsWith("Try --help.\n");
    }
}
