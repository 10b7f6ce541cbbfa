package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
    @TempDir
    Path folder;

    @Test
    void rebuildsEveryFileByteForByte() throws IOException {
        var directory = new RunDirectory(folder);
        RunRecord run = SampleRun.quick().in(directory);
        directory.writeRecord(run);
        Reports.writeAll(directory, run);
        List<String> written = contents();
        for (String file : List.of("results.csv", "summary.md", "report.html")) {
            Files.delete(folder.resolve(file));
        }
        RunRecord read = Defaults.under(Locale.GERMANY, "America/Caracas", () -> Reports.rebuild(directory));
        assertThat(read).isEqualTo(run);
        assertThat(contents()).isEqualTo(written);
    }

    private List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        for (String file : List.of("run.json", "results.csv", "summary.md", "report.html")) {
            contents.add(Files.readString(folder.resolve(file)));
        }
        return contents;
    }
}
