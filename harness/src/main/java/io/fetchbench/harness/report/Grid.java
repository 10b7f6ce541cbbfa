package io.fetchbench.harness.report;

import io.fetchbench.harness.text.Text;
import java.util.ArrayList;
import java.util.List;

/** Columns of a fixed-width table: names to the left, numbers with their digits in line, ranges behind them. */
final class Grid {
    private static final int SHORTEST_NAME = 8;

    private Grid() {}

    /**
     * Lays lines out. Where they are too wide, first the gaps and then the names get shorter.
     *
     * @param names one a line
     * @param figures a list a line, all of the same length
     * @param width characters a line at most
     * @return as many lines
     */
    static List<String> lines(List<String> names, List<List<Figure>> figures, int width) {
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < figures.getFirst().size(); i++) {
            int column = i;
            columns.add(column(figures.stream().map(line -> line.get(column)).toList()));
        }
        int numbers = columns.stream().mapToInt(column -> Text.width(column.getFirst())).sum();
        int longest = names.stream().mapToInt(Text::width).max().orElse(0);
        String gap = longest + numbers + 2 * columns.size() <= width ? "  " : " ";
        int nameWidth = Math.max(SHORTEST_NAME, Math.min(longest, width - numbers - gap.length() * columns.size()));
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            var line = new StringBuilder(padRight(Text.elide(names.get(i), nameWidth), nameWidth));
            for (List<String> column : columns) {
                line.append(gap).append(column.get(i));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private static List<String> column(List<Figure> figures) {
        Figure title = figures.getFirst();
        List<Figure> body = figures.subList(1, figures.size());
        int ranges = body.stream().mapToInt(figure -> Text.width(behind(figure))).max().orElse(0);
        int values = body.stream().filter(figure -> ranges == 0 || !behind(figure).isEmpty())
                .mapToInt(figure -> Text.width(figure.value())).max().orElse(0);
        int width = Math.max(Text.width(title.value()), body.stream()
                .mapToInt(figure -> Math.max(Text.width(figure.value()), values + ranges)).max().orElse(0));
        List<String> texts = new ArrayList<>();
        texts.add(padLeft(title.value(), width));
        body.forEach(figure -> texts.add(padLeft(inLine(figure, ranges), width)));
        return texts;
    }

    private static String inLine(Figure figure, int ranges) {
        String behind = behind(figure);
        return behind.isEmpty() ? figure.value() : figure.value() + padRight(behind, ranges);
    }

    private static String behind(Figure figure) {
        return figure.range().isEmpty() ? "" : " (" + figure.range() + ")";
    }

    private static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - Text.width(text))) + text;
    }

    private static String padRight(String text, int width) {
        return text + " ".repeat(Math.max(0, width - Text.width(text)));
    }
}
