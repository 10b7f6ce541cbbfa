package io.fetchbench.http1;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Questions about bytes of a message (RFC 9110, section 5.6), asked of ranges {@code [from, to)} of an array. */
final class Octets {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH_BITS = EACH * 0x80;
    private static final int QUOTED_MAX = 40;

    /** By octet: 0 if it is no {@code tchar} (RFC 9110, section 5.6.2), else itself in lower case. */
    private static final byte[] LOWER_TOKEN = lowerToken();

    private Octets() {}

    private static byte[] lowerToken() {
        byte[] table = new byte[256];
        "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz".chars().forEach(c -> table[c] = (byte) c);
        for (int c = 'A'; c <= 'Z'; c++) {
            table[c] = (byte) (c + 'a' - 'A');
        }
        return table;
    }

    /**
     * The first control character: below 0x20, or 0x7f. Octets from 0x80 are {@code obs-text}, not control characters.
     * Eight octets a step; the test for a small or equal octet in a word is exact up to its lowest hit ("Bit Twiddling
     * Hacks", Sean Anderson, "Determine if a word has a byte less than n").
     *
     * @return its index, or {@code to} if there is none
     */
    static int indexOfControl(byte[] bytes, int from, int to) {
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            long word = (long) WORDS.get(bytes, i);
            long notDelete = word ^ EACH * 0x7f;
            long hits = ((word - EACH * 0x20) & ~word | (notDelete - EACH) & ~notDelete) & HIGH_BITS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (i < to && !isControl(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isControl(byte octet) {
        return octet >= 0 && octet < 0x20 || octet == 0x7f;
    }

    static boolean isTokenOctet(byte octet) {
        return LOWER_TOKEN[octet & 0xff] != 0;
    }

    /** Whether the range is this token, given in lower case, in any case. */
    static boolean isToken(byte[] lowerCase, byte[] bytes, int from, int to) {
        if (to - from != lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if (LOWER_TOKEN[bytes[from + i] & 0xff] != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    /** Where the range starts without leading blanks (OWS; RFC 9110, section 5.6.3). */
    static int skipBlanks(byte[] bytes, int from, int to) {
        int start = from;
        while (start < to && isBlank(bytes[start])) {
            start++;
        }
        return start;
    }

    /** Where the range ends without trailing blanks. */
    static int trimBlanks(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && isBlank(bytes[end - 1])) {
            end--;
        }
        return end;
    }

    /** Where the first list element in the range ends: at a comma or at the end. */
    static int endOfElement(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != ',') {
            end++;
        }
        return end;
    }

    /** The range as printable text in quotes, shortened; for messages. */
    static String quote(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + QUOTED_MAX);
        StringBuilder text = new StringBuilder("\"");
        for (int i = from; i < end; i++) {
            byte octet = bytes[i];
            if (octet >= ' ' && octet != 0x7f) {
                text.append((char) octet);
            } else {
                text.append(String.format("\\x%02x", octet & 0xff));
            }
        }
        return text.append(end < to ? "\"..." : "\"").toString();
    }
}
