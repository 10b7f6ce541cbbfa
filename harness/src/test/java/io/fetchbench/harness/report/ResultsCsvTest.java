package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.ForkRecord;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.record.WarmUp;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsCsvTest {
    @TempDir
    Path folder;

    @Test
    void hasOneRowPerForkAndMetric() {
        RunRecord run = withCells(cell("nio-callbacks", Validity.SUSPECT,
                fork(0, Map.of(Metric.CPU, 9.12, Metric.THROUGHPUT, 1.0E7)),
                fork(1, Map.of(Metric.CPU, 1.0E-5, Metric.LATENCY_P99_9, 1234.5))));
        String expected = """
                run_id,commit,arm,style,workload,round,order,fork,metric,unit,value,validity
                20260131T233015Z-quick,0123abc,nio-callbacks,nio-callbacks,w,0,3,4711,fetches_per_s,1/s,10000000,SUSPECT
                20260131T233015Z-quick,0123abc,nio-callbacks,nio-callbacks,w,0,3,4711,cpu_us_per_fetch,us,9.12,SUSPECT
                20260131T233015Z-quick,0123abc,nio-callbacks,nio-callbacks,w,1,3,4711,cpu_us_per_fetch,us,0.00001,SUSPECT
                20260131T233015Z-quick,0123abc,nio-callbacks,nio-callbacks,w,1,3,4711,latency_p99.9_us,us,1234.5,SUSPECT
                """;
        assertThat(ResultsCsv.render(run)).isEqualTo(expected);
        assertThat(Defaults.under(Locale.GERMANY, "Asia/Tokyo", () -> ResultsCsv.render(run))).isEqualTo(expected);
    }

    @Test
    void aNumberThatIsNotThereHasNoRow() {
        RunRecord run = withCells(cell("none", Validity.VALID),
                cell("nan", Validity.INVALID, fork(0, Map.of(Metric.CPU, Double.NaN, Metric.ALLOCATED, 0.0))));
        assertThat(ResultsCsv.render(run).lines().skip(1)).singleElement().asString()
                .contains(",alloc_bytes_per_fetch,bytes,0,INVALID");
    }

    @Test
    void hostileNamesStayTextInASpreadsheet() {
        String hostile = "=HYPERLINK(\"x\"),\"a\"\n";
        RunRecord run = withCells(cell(hostile, Validity.VALID, fork(0, Map.of(Metric.CPU, -1.5))),
                cell("@sum", Validity.VALID, fork(0, Map.of(Metric.CPU, 2.0))));
        List<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(ResultsCsv.render(run)).stream().toList();
        assertThat(rows).extracting(row -> row.getField("arm")).containsExactly("'" + hostile, "'@sum");
        assertThat(rows).extracting(row -> row.getField("value")).containsExactly("-1.5", "2");
    }

    private RunRecord withCells(Cell... cells) {
        RunRecord run = SampleRun.sample().in(new RunDirectory(folder));
        return new RunRecord(run.formatVersion(), run.runId(), true, null, run.startedAt(), 1, run.command(),
                run.environment(), run.suite(), List.of(cells));
    }

    private static Cell cell(String arm, Validity validity, ForkRecord... forks) {
        return new Cell(arm, arm, Stack.SHARED_CODEC, "w", validity, List.of(), List.of(forks));
    }

    private static ForkRecord fork(int round, Map<Metric, Double> metrics) {
        return new ForkRecord(round, 3, 4711, new WarmUp(5, 1_000_000_000, 0.01, true), List.of(), metrics);
    }
}
