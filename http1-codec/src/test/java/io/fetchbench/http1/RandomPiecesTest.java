package io.fetchbench.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any body, in any chunks or none, read in pieces of any size, arrives as it was sent. Each seed is one case. */
class RandomPiecesTest {
    private static final int MAX_BODY_BYTES = 3_000;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void chunked(long seed) throws ResponseException {
        Random random = new Random(seed);
        byte[] body = randomBytes(random, MAX_BODY_BYTES);
        int maxChunkBytes = 1 + random.nextInt(700);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Feed.bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
        int from = 0;
        while (from < body.length) {
            int size = Math.min(body.length - from, 1 + random.nextInt(maxChunkBytes));
            out.writeBytes(Feed.bytes(Integer.toHexString(size) + "\r\n"));
            out.write(body, from, size);
            out.writeBytes(Feed.bytes("\r\n"));
            from += size;
        }
        out.writeBytes(Feed.bytes("0\r\n\r\n"));
        check(out.toByteArray(), body, random);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void contentLength(long seed) throws ResponseException {
        Random random = new Random(seed);
        byte[] body = randomBytes(random, MAX_BODY_BYTES);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Feed.bytes("HTTP/1.1 200 OK\r\nContent-Length: " + body.length + "\r\n\r\n"));
        out.writeBytes(body);
        check(out.toByteArray(), body, random);
    }

    private static void check(byte[] response, byte[] body, Random random) throws ResponseException {
        ResponseParser parser = new ResponseParser(Feed.LIMITS);
        CRC32C crc32c = new CRC32C();
        crc32c.update(body);
        for (Memory memory : Memory.values()) {
            assertThat(Feed.pieces(parser, memory, response, cuts(random, response.length))).isTrue();
            assertThat(parser.bodyBytes()).isEqualTo(body.length);
            assertThat(parser.bodyCrc32c()).isEqualTo((int) crc32c.getValue());
            parser.reset();
        }
    }

    /** A good response with noise from some byte on: taken or refused, but alike however it is cut. */
    @ParameterizedTest
    @MethodSource("seeds")
    void noise(long seed) {
        Random random = new Random(seed);
        byte[] start = Feed
                .bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(start, 0, random.nextInt(start.length));
        out.writeBytes(noise(random));
        byte[] bytes = out.toByteArray();
        for (Memory memory : Memory.values()) {
            assertThat(outcome(bytes, memory, cuts(random, bytes.length))).isEqualTo(outcome(bytes, memory));
        }
    }

    /** Made of what means something to a parser, so that it gets past the first check now and then. */
    private static byte[] noise(Random random) {
        String alphabet = "\r\n\r\n: ;,\t0123456789abcdefxAZ\0\u00ff";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) {
            int at = random.nextInt(alphabet.length());
            text.append(at == 0 ? "\r\n" : alphabet.substring(at, at + 1));
        }
        return Feed.bytes(text.toString());
    }

    private static String outcome(byte[] bytes, Memory memory, int... cuts) {
        ResponseParser parser = new ResponseParser(Feed.LIMITS);
        try {
            int from = 0;
            for (int i = 0; i <= cuts.length; i++) {
                int to = i < cuts.length ? cuts[i] : bytes.length;
                parser.parse(memory.of(bytes, from, to));
                from = to;
            }
            return parser.isComplete() + " " + parser.bodyBytes();
        } catch (ResponseException e) {
            return e.toString();
        }
    }

    private static byte[] randomBytes(Random random, int maxBytes) {
        byte[] bytes = new byte[random.nextInt(maxBytes + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Up to nine places to cut at, in order. */
    private static int[] cuts(Random random, int length) {
        return random.ints(random.nextInt(10), 1, Math.max(length, 2)).filter(cut -> cut < length).distinct().sorted()
                .toArray();
    }
}
