package io.fetchbench.mockserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.mockserver.RawClient.Response;
import io.netty.util.LeakPresenceDetector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MockServerLifecycleTest {
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    private MockServer server;

    @BeforeEach
    void start() throws IOException {
        server = MockServer.start(MockServerOptions.defaults());
    }

    @AfterEach
    void stopAndFindNoBufferLeft() throws Exception {
        server.close();
        LeakPresenceDetector.check();
    }

    private static void await(BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - start).as("nanoseconds waited").isLessThan(LONGEST_NANOS);
            Thread.yield();
        }
    }

    @Test
    void manyDelaysPassAtOnceOnOneEventLoopAndNoneIsShort() throws IOException {
        int count = 300;
        long delayNanos = TimeUnit.MILLISECONDS.toNanos(200);
        List<RawClient> clients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            clients.add(new RawClient(server));
        }
        long started = System.nanoTime();
        for (RawClient client : clients) {
            client.send(RawClient.get("/bytes/1?delay=200ms"));
        }
        for (RawClient client : clients) {
            client.read();
            assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(delayNanos);
            client.close();
        }
        assertThat(System.nanoTime() - started).isLessThan(count * delayNanos / 10);
        assertThat(server.stats().delayErrorUs().count()).isEqualTo(count);
        assertThat(server.stats().delayErrorUs().p50()).isPositive();
    }

    @Test
    void delaysAreFinerThanAMillisecond() throws IOException {
        Assumptions.assumeTrue(server.transport().equals("epoll"), "other transports have coarser timers");
        int count = 101;
        long[] shorter = new long[count];
        long[] longer = new long[count];
        try (RawClient client = new RawClient(server)) {
            for (int i = 0; i < count; i++) {
                shorter[i] = fetchNanos(client, "/bytes/1?delay=100us");
                longer[i] = fetchNanos(client, "/bytes/1?delay=0.9ms");
            }
        }
        Arrays.sort(shorter);
        Arrays.sort(longer);
        assertThat(longer[count / 2] - shorter[count / 2]).isGreaterThan(400_000);
    }

    private static long fetchNanos(RawClient client, String target) throws IOException {
        long started = System.nanoTime();
        client.fetch(target);
        return System.nanoTime() - started;
    }

    @Test
    void countsWhatItDoes() throws IOException {
        try (RawClient first = new RawClient(server); RawClient second = new RawClient(server)) {
            for (int status : new int[]{200, 204, 301, 404, 503, 503}) {
                first.fetch("/bytes/10?status=" + status);
            }
            second.fetch("/nowhere");
            second.fetch("/stats");
            Response stats = second.fetch("/stats");
            assertThat(stats.fields()).containsEntry("content-type", "application/json");
            assertThat(stats.text()).contains("{\"requests\":7,",
                    "\"responses\":{\"2xx\":2,\"3xx\":1,\"4xx\":2,\"5xx\":2}", "\"open_connections\":2,",
                    "\"peak_connections\":2,", "\"event_loops\":1,", "\"transport\":\"" + server.transport() + "\"",
                    "\"pid\":" + ProcessHandle.current().pid(), "\"delay_error_us\":{\"count\":0,");
        }
        await(() -> server.stats().openConnections() == 0);
        assertThat(server.stats().peakConnections()).isEqualTo(2);
    }

    @Test
    void cpuTimeAndUptimeGrow() {
        MockServerStats before = server.stats();
        await(() -> server.stats().cpuNanos() > before.cpuNanos());
        assertThat(server.stats().uptimeNanos()).isGreaterThan(before.uptimeNanos());
    }

    @Test
    void aClientThatLeavesDuringADelayOrABodyIsForgotten() throws IOException {
        try (RawClient delayed = new RawClient(server); RawClient streamed = new RawClient(server)) {
            delayed.send(RawClient.get("/bytes/1?delay=1000s"));
            streamed.send(RawClient.get("/bytes/1024MiB"));
            streamed.readByte();
            await(() -> server.stats().requests() == 2);
        }
        await(() -> server.stats().openConnections() == 0);
        assertThat(server.stats().responses2xx()).isEqualTo(1);
    }

    @Test
    void aDelayEndsWithItsConnection() throws IOException {
        try (RawClient stays = new RawClient(server)) {
            try (RawClient leaves = new RawClient(server)) {
                leaves.send(RawClient.get("/bytes/1?delay=1s"));
                await(() -> server.stats().requests() == 1);
            }
            await(() -> server.stats().openConnections() == 1);
            stays.fetch("/bytes/1?delay=1.1s");
        }
        assertThat(server.stats().delayErrorUs().count()).isEqualTo(1);
    }

    @Test
    void aClientThatDoesNotReadHoldsUpNobodyElse() throws IOException {
        try (RawClient lazy = new RawClient(server); RawClient other = new RawClient(server)) {
            lazy.send(RawClient.get("/bytes/1024MiB?framing=chunked"));
            lazy.readByte();
            assertThat(other.fetch("/bytes/100000").body()).hasSize(100_000);
        }
    }

    @Test
    void closeEndsEveryConnectionAndKeepsTheFigures() throws Exception {
        try (RawClient idle = new RawClient(server);
                RawClient delayed = new RawClient(server);
                RawClient streamed = new RawClient(server)) {
            idle.fetch("/bytes/1");
            delayed.send(RawClient.get("/bytes/1?delay=1000s"));
            streamed.send(RawClient.get("/bytes/1024MiB"));
            streamed.readByte();
            await(() -> server.stats().requests() == 3);
            server.close();
            assertThat(idle.ended()).isTrue();
            assertThat(delayed.ended()).isTrue();
        }
        assertThat(server.stats().requests()).isEqualTo(3);
        assertThat(server.stats().openConnections()).isZero();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("mock-server")) {
                thread.join();
            }
        }
    }
}
