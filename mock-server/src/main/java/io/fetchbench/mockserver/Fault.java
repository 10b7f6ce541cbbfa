package io.fetchbench.mockserver;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Something done wrong on purpose.
 *
 * @param kind what
 * @param at how many bytes of the response, its header included, are sent as they should be; {@link #MIDWAY} for all of
 *        the header and half of the body. For {@link Kind#HUGE_HEADER} the size of the header
 */
record Fault(Kind kind, long at) {
    /** In the midst of the body; of the header where there is no body. */
    static final long MIDWAY = -1;

    private static final long MAX_POSITION = 1L << 30;
    private static final int MAX_HEADER_BYTES = 16 << 20;

    /** Every fault there is. */
    enum Kind {
        /** The connection is reset (RST). */
        RESET(MIDWAY),
        /** The connection is closed (FIN). */
        TRUNCATE(MIDWAY),
        /** Nothing more is sent; the connection stays open until the client closes it. */
        HANG(MIDWAY),
        /** Random bytes come instead of the rest, and the connection is closed after them. */
        GARBAGE(0),
        /** The connection is closed (FIN) without a response. */
        EMPTY(0),
        /** The header is as large as {@code at} says. */
        HUGE_HEADER(1 << 20),
        /** The whole response, then the sending side is closed though the header promised to keep the connection. */
        HALF_CLOSE(Long.MAX_VALUE),
        /** The whole response and {@link ResponseStream#TRAILING_BYTES} random bytes behind it. */
        TRAILING_GARBAGE(Long.MAX_VALUE);

        private final long defaultAt;

        Kind(long defaultAt) {
            this.defaultAt = defaultAt;
        }

        /** {@return the name in URLs and figures} */
        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private boolean takesPosition() {
            return this != EMPTY && defaultAt != Long.MAX_VALUE;
        }
    }

    /**
     * Reads the value of the key {@code fault}.
     *
     * @param text a kind, or a kind, {@code @} and a number of bytes
     */
    static Fault parse(String text) {
        int at = text.indexOf('@');
        String name = at < 0 ? text : text.substring(0, at);
        Kind kind = Stream.of(Kind.values()).filter(candidate -> candidate.label().equals(name)).findFirst()
                .orElseThrow(() -> new BadTargetException("fault", "one of " + String.join(", ", labels()), text));
        return new Fault(kind, at < 0 ? kind.defaultAt : position(kind, text, text.substring(at + 1)));
    }

    private static long position(Kind kind, String text, String digits) {
        long most = kind == Kind.HUGE_HEADER ? MAX_HEADER_BYTES : MAX_POSITION;
        if (!kind.takesPosition() || !digits.matches("[0-9]{1,10}") || Long.parseLong(digits) > most) {
            throw new BadTargetException("fault", kind.takesPosition()
                    ? kind.label() + "@N with N from 0 to " + most
                    : kind.label() + " without a position", text);
        }
        return Long.parseLong(digits);
    }

    private static List<String> labels() {
        return Stream.of(Kind.values()).map(Kind::label).toList();
    }
}
