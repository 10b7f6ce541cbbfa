package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Validity;
import java.util.List;

/**
 * A table of the page: a line an arm.
 *
 * @param caption what it shows
 * @param head headings of the columns after the arm's
 * @param lines as many figures each as there are headings
 */
record HtmlTable(String caption, List<String> head, List<Line> lines) {

    /**
     * One line.
     *
     * @param mark whether the figures may be believed, as one character
     * @param validity the same as a word
     * @param name of the arm
     * @param note what follows the name
     */
    record Line(String mark, String validity, String name, String note, boolean valid, boolean invalid,
            List<Figure> figures) {

        static Line of(ArmRow row, String note, List<Figure> figures) {
            String validity = row.measured() ? row.validity().name() : "no figures";
            return new Line(Remark.mark(row), validity, row.arm() + (row.wholeStack() ? " †" : ""), note,
                    row.measured() && row.validity() == Validity.VALID, row.invalid(), figures);
        }
    }

    boolean empty() {
        return lines.isEmpty();
    }
}
