package io.fetchbench.harness.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.harness.fork.TurnLink;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ForkRegistryTest {
    private static final String KEY = "nio-callbacks@tiny-round-0";

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"token\":null,\"key\":null,\"pid\":1}", "no JSON",
            "{\"token\":\"a guess\",\"key\":\"" + KEY + "\",\"pid\":1}"})
    void aStrangerKeepsNoForkFromReporting(String hello) throws Exception {
        try (ForkRegistry registry = new ForkRegistry()) {
            CompletableFuture<ForkRegistry.Connected> expected = registry.expect(KEY);
            String[] place = registry.place(KEY).split(":", 3);
            try (Socket stranger = connect(place)) {
                var out = new DataOutputStream(stranger.getOutputStream());
                byte[] bytes = hello.getBytes(StandardCharsets.UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
                assertThat(stranger.getInputStream().read()).as("hung up on").isEqualTo(-1);
            }
            try (TurnLink _ = report(place)) {
                assertThat(expected.get(20, TimeUnit.SECONDS).pid()).isEqualTo(7);
                expected.get().link().close();
            }
        }
    }

    @Test
    void aForkThatIsNoLongerWaitedForIsSentAway() throws Exception {
        try (ForkRegistry registry = new ForkRegistry()) {
            registry.expect(KEY).cancel(false);
            try (TurnLink late = report(registry.place(KEY).split(":", 3))) {
                assertThatThrownBy(late::awaitTurn).isInstanceOf(EOFException.class);
            }
        }
    }

    @Test
    void aForkThatHangsIsNotWaitedForForEver() throws Exception {
        try (ForkRegistry registry = new ForkRegistry()) {
            CompletableFuture<ForkRegistry.Connected> expected = registry.expect(KEY);
            try (TurnLink silent = report(registry.place(KEY).split(":", 3));
                    TurnLink link = expected.get(20, TimeUnit.SECONDS).link()) {
                link.waitNoLongerThan(Duration.ofMillis(50));
                assertThatThrownBy(link::awaitTurn).isInstanceOf(SocketTimeoutException.class);
                link.waitNoLongerThan(Duration.ZERO);
                silent.passTurn();
                link.awaitTurn();
            }
        }
    }

    private static TurnLink report(String[] place) throws IOException {
        var link = new TurnLink(connect(place));
        link.send(new TurnLink.Hello(place[1], place[2], 7));
        return link;
    }

    private static Socket connect(String[] place) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(place[0]));
    }
}
