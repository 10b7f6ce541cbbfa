package io.fetchbench.harness.report;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.text.Numbers;
import io.fetchbench.harness.text.Text;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * {@code results.csv}: tidy, one row per fork and metric, numbers exact and the same in every locale. A number that is not
 * there has no row. Rounds and orders count from 0, {@code fork} is its process.
 */
public final class ResultsCsv {
    /** The file's name. */
    public static final String FILE = "results.csv";

    private static final String[] HEADER = {"run_id", "commit", "arm", "style", "workload", "round", "order", "fork",
            "metric", "unit", "value", "validity"};

    private ResultsCsv() {}

    /**
     * Writes the observations of a run.
     *
     * @param run the run, complete or not
     * @return the file's text, lines ending in LF
     */
    public static String render(RunRecord run) {
        var text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(HEADER);
            for (Cell cell : run.cells()) {
                for (ForkRecord fork : cell.forks()) {
                    writeFork(csv, run, cell, fork);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeFork(CsvWriter csv, RunRecord run, Cell cell, ForkRecord fork) {
        for (Metric metric : Metric.values()) {
            Double value = fork.metrics().get(metric);
            if (value != null && Double.isFinite(value)) {
                csv.writeRecord(Text.cell(run.runId()), Text.cell(run.environment().commit()), Text.cell(cell.arm()),
                        Text.cell(cell.style()), Text.cell(cell.workload()), Integer.toString(fork.round()),
                        Integer.toString(fork.order()), Long.toString(fork.pid()), metric.key(), metric.unit(),
                        Numbers.exact(value), cell.validity().name());
            }
        }
    }
}
