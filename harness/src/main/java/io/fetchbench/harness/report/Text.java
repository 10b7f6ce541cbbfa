package io.fetchbench.harness.report;

/** Text from outside, made fit to be shown: nothing in it moves a cursor, turns the writing direction or hides. */
final class Text {
    private static final int LONGEST_NAME = 80;
    private static final char REPLACEMENT = '\uFFFD';

    private Text() {}

    /**
     * One line of plain text. Line breaks and tabs become spaces; control, format and unpaired surrogate characters become U+FFFD.
     */
    static String plain(String text) {
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
     * @param most characters of the result at most, 3 or more
     */
    static String elide(String text, int most) {
        int[] points = text.codePoints().toArray();
        if (points.length <= most) {
            return text;
        }
        int head = most / 2;
        int tail = most - head - 1;
        return new String(points, 0, head) + "…" + new String(points, points.length - tail, tail);
    }

    /** The number of characters, each of which is taken to be one column wide. */
    static int width(String text) {
        return text.codePointCount(0, text.length());
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
