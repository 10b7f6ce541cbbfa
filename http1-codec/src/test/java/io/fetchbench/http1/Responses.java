package io.fetchbench.http1;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

/** Generated responses: well-formed ones of every framing, and what becomes of them when octets are changed. */
final class Responses {
    private static final String TOKEN = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCXYZ";
    private static final String TEXT = "abcXYZ019 \t\"(),/:;<=>?@[\\]{}\u0080\u00e4\u00ff";
    private static final String EVIL = "\r\n\r\n: ;,\t\0\u000b\u007f\u00ff0123456789abcdefxAZ-+\"";

    /** A response, and what it says. */
    record WellFormed(byte[] bytes, Reading meaning) {
        @Override
        public String toString() {
            return Feed.readable(bytes);
        }
    }

    /** Bytes that may or may not be a response. */
    record Damaged(byte[] bytes) {
        @Override
        public String toString() {
            return Feed.readable(bytes);
        }
    }

    private enum Framing {
        LENGTH, CHUNKED, UNTIL_CLOSE, NO_CONTENT
    }

    private Responses() {}

    static Arbitrary<WellFormed> wellFormed() {
        Arbitrary<String> head = Combinators
                .combine(interims(), Arbitraries.integers().between(200, 599).filter(Responses::mayHaveBody),
                        text().ofMaxLength(12), fields(5))
                .as((interims, status, reason, fields) -> interims + "HTTP/1.1 " + status + " " + reason + "\r\n"
                        + fields);
        return Combinators.combine(head, Arbitraries.of(Framing.class),
                Arbitraries.bytes().array(byte[].class).ofMaxSize(2_000),
                Arbitraries.integers().between(1, 700).list().ofMinSize(1).ofMaxSize(4), extension(), fields(3))
                .as(Responses::response);
    }

    private static boolean mayHaveBody(int status) {
        return status != 204 && status != 304;
    }

    private static Arbitrary<String> interims() {
        return fields(2).map(fields -> "HTTP/1.1 103 Early Hints\r\n" + fields + "\r\n").list().ofMaxSize(2)
                .map(all -> String.join("", all));
    }

    private static StringArbitrary text() {
        return Arbitraries.strings().withChars(TEXT);
    }

    /** Fields that say nothing about framing: their names start with X. */
    private static Arbitrary<String> fields(int atMost) {
        Arbitrary<String> name = Arbitraries.strings().withChars(TOKEN).ofMaxLength(8);
        return Combinators.combine(name, text().ofMaxLength(20)).as((rest, value) -> "X" + rest + ":" + value + "\r\n")
                .list().ofMaxSize(atMost).map(all -> String.join("", all));
    }

    private static Arbitrary<String> extension() {
        return Arbitraries.of("", ";a", ";a=b", " ;a=\"b;c\"", "\t; a");
    }

    private static WellFormed response(String head, Framing framing, byte[] body, List<Integer> chunkSizes,
            String extension, String trailers) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = Integer.parseInt(head.substring(head.lastIndexOf("HTTP/1.1 ") + 9).substring(0, 3));
        byte[] sent = body;
        switch (framing) {
            case LENGTH -> {
                write(out, head + "Content-Length: " + body.length + "\r\n\r\n");
                out.writeBytes(body);
            }
            case CHUNKED -> {
                write(out, head + "Transfer-Encoding: chunked\r\n\r\n");
                chunks(out, body, chunkSizes, extension);
                write(out, "0" + extension + "\r\n" + trailers + "\r\n");
            }
            case UNTIL_CLOSE -> {
                write(out, head + "\r\n");
                out.writeBytes(body);
            }
            case NO_CONTENT -> {
                status = 204;
                sent = new byte[0];
                write(out, "HTTP/1.1 204 No Content\r\n" + trailers + "\r\n");
            }
        }
        CRC32C crc32c = new CRC32C();
        crc32c.update(sent);
        return new WellFormed(out.toByteArray(), Reading.complete(status, sent.length, (int) crc32c.getValue()));
    }

    private static void chunks(ByteArrayOutputStream out, byte[] body, List<Integer> sizes, String extension) {
        int from = 0;
        for (int i = 0; from < body.length; i++) {
            int size = Math.min(sizes.get(i % sizes.size()), body.length - from);
            String digits = Integer.toHexString(size);
            write(out, (i == 0 ? digits.toUpperCase(Locale.ROOT) + extension : digits) + "\r\n");
            out.write(body, from, size);
            write(out, "\r\n");
            from += size;
        }
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(Feed.bytes(text));
    }

    /** A response or an attack of which up to four octets were replaced, inserted or removed, or which ends early. */
    static Arbitrary<Damaged> damaged() {
        Arbitrary<String> whole = Arbitraries.oneOf(
                wellFormed().map(
                        response -> new String(response.bytes(), StandardCharsets.ISO_8859_1)),
                Arbitraries.of(Sample.all().map(Sample::text).toList()),
                Arbitraries.of(Attack.all().map(Attack::text).toList()));
        return Combinators.combine(whole, Arbitraries.integers().between(0, 1 << 20).list().ofMaxSize(4),
                Arbitraries.strings().withChars(EVIL).ofLength(4), Arbitraries.integers().between(0, 3))
                .as(Responses::damage);
    }

    private static Damaged damage(String whole, List<Integer> places, String octets, int how) {
        StringBuilder text = new StringBuilder(whole);
        for (int i = 0; i < places.size() && !text.isEmpty(); i++) {
            int at = places.get(i) % text.length();
            switch (how) {
                case 0 -> text.setCharAt(at, octets.charAt(i));
                case 1 -> text.insert(at, octets.charAt(i));
                case 2 -> text.deleteCharAt(at);
                default -> text.setLength(at);
            }
        }
        return new Damaged(Feed.bytes(text.toString()));
    }

    /** Up to eight places to cut at, as fractions of a length. */
    static Arbitrary<List<Double>> cuts() {
        return Arbitraries.doubles().between(0, 1).list().ofMaxSize(8);
    }

    static int[] cuts(List<Double> fractions, int length) {
        return fractions.stream().mapToInt(fraction -> (int) (fraction * length)).distinct().sorted().toArray();
    }
}
