package io.fetchbench.harness.text;

import java.util.stream.Collectors;
import org.jline.utils.WCWidth;

/** Text from outside, made fit to be shown: nothing in it moves a cursor, turns the writing direction or hides. */
public final class Text {
    private static final int LONGEST_NAME = 80;
    private static final String MARKDOWN_PUNCTUATION = "\\`*_[]<>#|~&$";
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

    /**
     * The same, its middle left out where it is longer than any name ought to be.
     *
     * @param text any
     * @return the name
     */
    public static String name(String text) {
        return elide(plain(text), LONGEST_NAME);
    }

    /**
     * Leaves out the middle of a text that is too long; the ends of names are what tells them apart.
     *
     * @param text one line of plain text
     * @param most columns of the result at most, 3 or more
     * @return as much of it as fits
     */
    public static String elide(String text, int most) {
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

    /**
     * The columns a terminal needs for it: East Asian wide characters take two, combining ones none.
     *
     * @param text one line of plain text
     * @return 0 or more
     */
    public static int width(String text) {
        return text.codePoints().map(c -> Math.max(0, WCWidth.wcwidth(c))).sum();
    }

    /**
     * The longest beginning that fits, at least one character.
     *
     * @param text one line of plain text, not empty
     * @param width columns there are
     * @return the beginning
     */
    public static String beginning(String text, int width) {
        int end = text.offsetByCodePoints(0, 1);
        while (end < text.length() && width(text.substring(0, text.offsetByCodePoints(end, 1))) <= width) {
            end = text.offsetByCodePoints(end, 1);
        }
        return text.substring(0, end);
    }

    /**
     * A text in Markdown that shows as it is.
     *
     * @param text one line of plain text
     * @return the same, its punctuation escaped
     */
    public static String markdown(String text) {
        return text.chars().mapToObj(c -> (MARKDOWN_PUNCTUATION.indexOf(c) >= 0 ? "\\" : "") + (char) c)
                .collect(Collectors.joining());
    }

    /**
     * A text in a cell of a spreadsheet. One that begins in certain ways is taken for a formula; an apostrophe in front makes
     * it text again.
     *
     * @param text any
     * @return the same, or with an apostrophe in front
     */
    public static String cell(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
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
