package io.fetchbench.http1;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Neither a request nor a response costs an object once code and buffers are warm. */
class AllocationTest {
    private static final int ROUNDS = 5_000;
    private static final String BODY = "0123456789".repeat(8);
    private static final byte[] RESPONSES = Feed.bytes("HTTP/1.1 100 Continue\r\n\r\n"
            + "HTTP/1.1 200 OK\r\nX-Body-Crc32c: 0123abcd\r\nConnection: keep-alive\r\nContent-Length: 80\r\n\r\n"
            + BODY
            + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n50;a=b\r\n" + BODY + "\r\n0\r\nA: b\r\n\r\n");

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final ResponseParser parser = new ResponseParser(Feed.LIMITS);
    private final RequestEncoder encoder = new RequestEncoder("127.0.0.1:8080", true);

    @ParameterizedTest
    @EnumSource(names = {"HEAP", "DIRECT"})
    void aWarmCodecAllocatesNothing(Memory memory) throws ResponseException {
        ByteBuffer in = memory.of(RESPONSES, 0, RESPONSES.length);
        ByteBuffer out = memory.of(new byte[200], 0, 200);
        long leastBytes = Long.MAX_VALUE;
        for (int i = 0; i < 10; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            exchange(in, out);
            leastBytes = Math.min(leastBytes, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(leastBytes).as("bytes allocated by %d responses", 2 * ROUNDS).isLessThan(ROUNDS);
    }

    private void exchange(ByteBuffer in, ByteBuffer out) throws ResponseException {
        for (int round = 0; round < ROUNDS; round++) {
            encoder.encode("/bytes/80", out.clear());
            in.rewind();
            respond(in, round % RESPONSES.length);
            respond(in, RESPONSES.length - round % 50);
        }
    }

    /** One response in two buffers, so that lines straddle them; the cut is at another place every time. */
    private void respond(ByteBuffer in, int cut) throws ResponseException {
        parser.reset();
        in.limit(Math.max(cut, in.position()));
        if (!parser.parse(in)) {
            in.limit(RESPONSES.length);
            assertComplete(parser.parse(in));
        }
        in.limit(RESPONSES.length);
    }

    private static void assertComplete(boolean complete) {
        if (!complete) {
            throw new AssertionError("response: expected complete");
        }
    }
}
