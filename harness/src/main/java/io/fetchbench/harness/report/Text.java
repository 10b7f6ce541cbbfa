package io.fetchbench.harness.report;

import org.jline.utils.WCWidth;

/** Text from outside, made fit to be shown: nothing in it moves a cursor, turns the writing direction or hides. */
public final class Text {
    private static final int LONGEST_NAME = 80;
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /**
     * One line of plain text. Line breaks and tabs become spaces; control, format and unpaired surrogate characters become U+FFFD.
     *
     * @param text any
     * @return the line
     */
    public static String plain(String text) {
        var plain = new StringBuilder(text.length());
        text.codePoints().forEach(c -> plain.appendCodePoint(isBlank(c) ? ' ' : isPrintable(c) ? c : REPLACEMENT));
        return plain.toString();
    }

    /** The same, its middle left out where it is longer than any name ought to be. */
    static String name(String text) {
        return elide(plain(text), LONGEST_NAME);
    }

    /**
     * Leaves out the middle of a text that is too long; the ends of names are what tells them apart.
     *
     * @param most columns of the result at most, 3 or more
     */
    static String elide(String text, int most) {
        if (width(text) <= most) {
            return text;
        }
        String head = beginning(text, most / 2);
        int from = text.length();
        while (width(text.substring(text.offsetByCodePoints(from, -1))) < most - width(head)) {
            from = text.offsetByCodePoints(from, -1);
        }
        return head + "…" + text.substring(from);
    }

    /** The columns a terminal needs for it: East Asian wide characters take two, combining ones none. */
    static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    /** The longest beginning that fits, at least one character. */
    static String beginning(String text, int width) {
        int end = text.offsetByCodePoints(0, 1);
        while (end < text.length() && width(text.substring(0, text.offsetByCodePoints(end, 1))) <= width) {
            end = text.offsetByCodePoints(end, 1);
        }
        return text.substring(0, end);
    }

    private static boolean isBlank(int c) {
        return c == '\n' || c == '\r' || c == '\t';
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
