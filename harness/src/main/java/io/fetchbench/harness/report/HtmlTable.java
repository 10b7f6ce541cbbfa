package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Validity;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A table of the page: a line an arm.
 *
 * @param caption what it shows
 * @param head headings of the columns after the arm's
 * @param lines as many cells each as there are headings
 */
record HtmlTable(String caption, List<String> head, List<Line> lines) {

    /**
     * A figure under its heading; the heading goes with it where there is no room for columns.
     *
     * @param label the heading
     */
    record Cell(String label, Figure figure) {}

    /**
     * One line.
     *
     * @param mark whether the figures may be believed, as one character
     * @param validity the same as a word
     * @param arm the arm's name
     * @param name the same with its notes
     * @param struck whether the figures are not to be used
     */
    record Line(String mark, String validity, String arm, String name, boolean valid, boolean struck,
            List<Cell> cells) {

        static Line of(ArmRow row, List<String> head, List<Figure> figures) {
            String validity = row.measured() ? row.validity().name() : "no figures";
            List<Cell> cells = IntStream.range(0, head.size()).mapToObj(i -> new Cell(head.get(i), figures.get(i)))
                    .toList();
            return new Line(Remark.mark(row), validity, row.arm(),
                    row.arm() + (row.wholeStack() ? " †" : ""),
                    row.measured() && row.validity() == Validity.VALID, row.invalid(), cells);
        }
    }

    /**
     * A table with a line for each of some arms.
     *
     * @param figures an arm's figures, as many as there are headings
     */
    static HtmlTable of(String caption, List<String> head, List<ArmRow> rows, Function<ArmRow, List<Figure>> figures) {
        return new HtmlTable(caption, head,
                rows.stream().map(row -> Line.of(row, head, figures.apply(row))).toList());
    }

    /** The same with nothing struck out: for counts that show why an arm is invalid. */
    HtmlTable asEvidence() {
        return new HtmlTable(caption, head, lines.stream().map(line -> new Line(line.mark(), line.validity(),
                line.arm(), line.name(), line.valid(), false, line.cells())).toList());
    }
}
