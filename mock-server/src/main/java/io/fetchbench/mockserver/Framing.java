package io.fetchbench.mockserver;

import java.util.Locale;

/** How a response tells where its body ends (RFC 9112, section 6). */
enum Framing {
    LENGTH, CHUNKED, CLOSE;

    private static final Framing[] ALL = values();

    static Framing parse(String text) {
        for (Framing framing : ALL) {
            if (framing.label().equals(text)) {
                return framing;
            }
        }
        throw new BadTargetException("framing", "length, chunked or close", text);
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
