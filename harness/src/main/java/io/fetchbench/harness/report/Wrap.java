package io.fetchbench.harness.report;

import io.fetchbench.harness.text.Text;
import java.util.ArrayList;
import java.util.List;

/** Long text in lines. */
public final class Wrap {
    private Wrap() {}

    /**
     * Breaks at spaces; a word longer than a line is broken too.
     *
     * @param text one line of plain text
     * @param width characters a line at most
     * @return at least one line
     */
    public static List<String> lines(String text, int width) {
        List<String> lines = new ArrayList<>();
        var line = new StringBuilder();
        for (String word : text.split(" ")) {
            String rest = word;
            if (!line.isEmpty() && Text.width(line.toString()) + 1 + Text.width(rest) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            while (Text.width(rest) > width) {
                String beginning = Text.beginning(rest, width);
                lines.add(beginning);
                rest = rest.substring(beginning.length());
            }
            line.append(line.isEmpty() ? "" : " ").append(rest);
        }
        lines.add(line.toString());
        return lines;
    }
}
