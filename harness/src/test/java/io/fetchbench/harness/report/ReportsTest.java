package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.suite.Suite;
import io.fetchbench.harness.suite.SuiteLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    @Test
    void recordAndCsvAreTheSameEverywhere() {
        var directory = new RunDirectory(folder);
        RunRecord run = SampleRun.sample().in(directory);
        Golden.assertSameEverywhere("results.csv", () -> ResultsCsv.render(run));
        Golden.assertSameEverywhere("run.json", () -> {
            directory.writeRecord(run);
            return read("run.json");
        });
    }

    @Test
    void writesPercentilesForHdrHistogramsPlotter() {
        var directory = new RunDirectory(folder);
        RunRecord run = SampleRun.sample().in(directory);
        Golden.assertSameEverywhere("nio-callbacks.hgrm", () -> {
            Reports.writeHgrm(directory, run);
            return read("nio-callbacks@keep-alive-64.hgrm");
        });
    }

    @Test
    void aHalfWrittenLogIsReportedAsFarAsItGoes() throws IOException {
        var directory = new RunDirectory(folder);
        directory.writeRecord(SampleRun.sample().in(directory));
        Path log = folder.resolve("virtual-threads@keep-alive-64.hlog");
        String whole = Files.readString(log);
        Files.writeString(log, whole.substring(0, whole.length() - 20));
        RunRecord run = Reports.rebuild(directory);
        String said = "virtual-threads: incomplete: virtual-threads@keep-alive-64.hlog: expected an HdrHistogram log";
        assertThat(Files.readString(folder.resolve("report.html"))).contains(said);
        assertThat(TerminalReport.render(run, directory, false, false)).contains(said);
    }

    @Test
    void soIsAHalfWrittenLogFromTheIntendedStart() throws IOException {
        var directory = new RunDirectory(folder);
        RunRecord run = SampleRun.quick().in(directory);
        Path log = folder.resolve("virtual-threads@fan-out-1000x50ms.intended.hlog");
        String whole = Files.readString(log);
        Files.writeString(log, whole.substring(0, whole.length() / 2));
        assertThat(TerminalReport.render(run, directory, false, false).replaceAll("\\s+", " "))
                .contains("virtual-threads: incomplete: virtual-threads@fan-out-1000x50ms.intended.hlog: expected an");
    }

    /** What the server's delays alone take is in the record, as much as all else. */
    @Test
    void aBatchOfRecordedDelaysIsReportedWithoutTheirFile() throws IOException {
        Path delays = Files.writeString(folder.resolve("delays.csv"), "delay_us,count\n5000,1\n7000,1\n");
        String workload = "{name: w, fetches: 20, delay: 'recorded(" + delays + ")'}";
        Suite suite = SuiteLoader.load(Files.writeString(folder.resolve("suite.yaml"),
                "{name: s, description: d, workloads: [" + workload + "]}").toString());
        var directory = RunDirectory.create(folder, "run");
        directory.writeRecord(SampleRun.of(suite).arm("one", 1).in(directory));
        Reports.rebuild(directory);
        String page = Files.readString(directory.path().resolve("report.html"));
        assertThat(page).contains("\"idealMillis\":7");
        Files.delete(delays);
        Reports.rebuild(directory);
        assertThat(directory.path().resolve("report.html")).hasContent(page);
    }

    @Test
    void putsRunsSideBySide() throws IOException {
        var first = RunDirectory.create(folder, "first run");
        var second = RunDirectory.create(folder, "second");
        first.writeRecord(SampleRun.sample().in(first));
        second.writeRecord(SampleRun.quick().in(second));
        Path page = folder.resolve("both.html");
        String terminal = Reports.sideBySide(List.of(first, second), page, false, false);
        assertThat(terminal).contains("Run A: ", "Run B: ", "nio-callbacks · A", "nio-callbacks · B");
        String html = Files.readString(page);
        assertThat(html).contains("./first%20run/run.json", "./second/results.csv", "nio-callbacks · B",
                "compare no figure of one run with a figure of another");
        assertThat(Files.readString(folder.resolve("both.html"))).as("the same again").isEqualTo(html);
    }

    @Test
    void ratiosOfRunsSideBySideAreOverTheSameArm() {
        var first = RunDirectory.create(folder, "first");
        var second = RunDirectory.create(folder, "second");
        Suite suite = SuiteLoader.load(SampleRun.resource("sample.yaml").toString());
        first.writeRecord(SampleRun.of(suite).arm("only-here", 1).arm("common", 2).in(first));
        second.writeRecord(SampleRun.of(suite).arm("other", 1).arm("common", 2).in(second));
        String terminal = Reports.sideBySide(List.of(first, second), folder.resolve("both.html"), false, false);
        assertThat(terminal.lines().filter(line -> line.contains(" reference "))).hasSize(4)
                .allMatch(line -> line.startsWith("✓ common · "));
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        for (String file : List.of("run.json", "results.csv", "summary.md", "report.html")) {
            contents.add(Files.readString(folder.resolve(file)));
        }
        return contents;
    }
}
