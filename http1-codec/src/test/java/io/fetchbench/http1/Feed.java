package io.fetchbench.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** Hands responses to a parser in pieces. */
final class Feed {
    static final ResponseLimits LIMITS = new ResponseLimits(2_000, 20, 10_000);

    private static final int SHOWN_BYTES = 150;

    private Feed() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The beginning of a message on one line, for the names and failures of tests. */
    static String readable(byte[] message) {
        StringBuilder shown = new StringBuilder();
        new String(message, StandardCharsets.ISO_8859_1).chars().limit(SHOWN_BYTES)
                .forEach(c -> shown.append(switch (c) {
                    case '\r' -> "\\r";
                    case '\n' -> "\\n";
                    default -> c < ' ' || c > '~' ? String.format("\\x%02x", c) : String.valueOf((char) c);
                }));
        return shown.toString();
    }

    static int crc32c(String body) {
        CRC32C crc32c = new CRC32C();
        crc32c.update(bytes(body));
        return (int) crc32c.getValue();
    }

    /** Everything in one buffer; what is left of it stays unread. */
    static boolean whole(ResponseParser parser, String text) throws ResponseException {
        return parser.parse(ByteBuffer.wrap(bytes(text)));
    }

    /** A buffer from each cut to the next; every one but the last has to be consumed whole. */
    static boolean pieces(ResponseParser parser, Memory memory, byte[] response, int... cuts)
            throws ResponseException {
        boolean complete = false;
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : response.length;
            assertThat(complete).as("complete before offset %d of %d", from, response.length).isFalse();
            ByteBuffer piece = memory.of(response, from, to);
            complete = parser.parse(piece);
            assertThat(piece.remaining()).as("left at offset %d of %d", to, response.length).isZero();
            from = to;
        }
        return complete;
    }

    static boolean byteByByte(ResponseParser parser, Memory memory, byte[] response) throws ResponseException {
        int[] cuts = new int[response.length - 1];
        for (int i = 0; i < cuts.length; i++) {
            cuts[i] = i + 1;
        }
        return pieces(parser, memory, response, cuts);
    }
}
