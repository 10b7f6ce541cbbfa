package io.fetchbench.harness.report;

import java.util.List;

/**
 * One workload's part of the page's sections.
 *
 * @param index its place, which names its charts' elements
 * @param folded what is to be said under the table
 * @param remarks the doubts among it, arm by arm
 * @param wholeStack what the mark at an arm's name means, if one has it
 * @param charts whether there is anything to draw
 * @param batch whether a makespan of it has an ideal
 * @param unevenOutcomes whether any fetch ended otherwise than OK
 */
record HtmlWorkload(int index, String name, String conditions, String rounds, HtmlTable comparison,
        List<Remark> folded, List<Remark> remarks, List<String> wholeStack, boolean charts, boolean batch,
        HtmlTable outcomes,
        boolean unevenOutcomes) {

    static HtmlWorkload of(int index, WorkloadTable table) {
        List<Column> columns = table.columns();
        HtmlTable comparison = HtmlTable.of("Comparison on " + table.name(),
                columns.stream().map(Column::title).toList(), table.rows(),
                row -> columns.stream().map(row::figure).toList());
        return new HtmlWorkload(index, table.name(), Facts.conditions(table.workload()),
                table.rounds(), comparison, table.folded(),
                table.remarks().stream().filter(Remark::isDoubt).toList(),
                table.hasWholeStack() ? List.of("† " + Comparison.WHOLE_STACK) : List.of(), !table.measured().isEmpty(),
                table.measured().stream().anyMatch(row -> Double.isFinite(row.idealMillis())),
                Outcomes.table(table),
                !Outcomes.allOk(table));
    }
}
