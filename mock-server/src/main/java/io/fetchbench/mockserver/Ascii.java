package io.fetchbench.mockserver;

/** Comparisons and searches over ranges {@code [from, to)} of bytes. */
final class Ascii {
    private static final boolean[] TOKEN = tokenCharacters();

    private Ascii() {}

    /** RFC 9110, section 5.6.2. */
    private static boolean[] tokenCharacters() {
        boolean[] token = new boolean[256];
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".chars()
                .forEach(c -> token[c] = true);
        return token;
    }

    static boolean isToken(byte b) {
        return TOKEN[b & 0xff];
    }

    /** Index of the first byte that can't be part of a method or field name, or {@code to}. */
    static int endOfToken(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && TOKEN[bytes[at] & 0xff]) {
            at++;
        }
        return at;
    }

    /** Index of the first byte that is no visible character, or {@code to}. */
    static int endOfVisible(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] > ' ' && bytes[at] < 127) {
            at++;
        }
        return at;
    }

    /** Index of the first line feed, or -1. */
    static int indexOfNewline(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == '\n') {
                return at;
            }
        }
        return -1;
    }

    static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    static int trimEnd(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    static boolean equals(String expected, byte[] bytes, int from, int to) {
        if (to - from != expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (bytes[from + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the range is {@code expected}, which must be lower case, in any case. */
    static boolean equalsIgnoreCase(String expected, byte[] bytes, int from, int to) {
        if (to - from != expected.length()) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            byte b = bytes[from + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code expected}, in lower case, is in a list separated by commas (RFC 9110, section 5.6.1). */
    static boolean listContains(String expected, byte[] bytes, int from, int to) {
        int start = from;
        for (int at = from; at <= to; at++) {
            if (at == to || bytes[at] == ',') {
                int first = skipBlanks(bytes, start, at);
                if (equalsIgnoreCase(expected, bytes, first, trimEnd(bytes, first, at))) {
                    return true;
                }
                start = at + 1;
            }
        }
        return false;
    }
}
