package io.fetchbench.harness.report;

import io.fetchbench.harness.record.Environment;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.text.Text;
import io.jstach.jstache.JStache;
import io.jstach.jstache.JStacheConfig;
import io.jstach.jstache.JStacheType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the template {@code report.mustache} shows. All of it is text, escaped on its way in, but css, echarts, script and
 * data, which are put in as they are.
 */
@JStacheConfig(type = JStacheType.STACHE)
@JStache(path = "io/fetchbench/harness/report/report.mustache")
record HtmlPage(String title, String css, String echarts, String script, String data, List<HtmlRun> runs,
        boolean several, String severalRuns, List<HtmlVerdict> verdicts, boolean judged, List<Headline> headlines,
        Overview overview,
        boolean overviewed, List<String> wholeStack,
        List<HtmlWorkload> workloads, boolean batches, boolean sweeps,
        List<Facts.Fact> columns) {

    /**
     * One run's part of the page.
     *
     * @param name what it is called on the page
     */
    record HtmlRun(String name, String label, boolean complete, String status, String date, String machine,
            String hardware, String system, String jdk, String commit, String pinning, List<Facts.Fact> facts,
            String jvmArgs, String command, String suite, List<Link> links) {

        static HtmlRun of(ReportedRun run, List<WorkloadTable> tables) {
            RunRecord record = run.record();
            Environment environment = record.environment();
            return new HtmlRun(run.label().isEmpty() ? "" : "Run " + run.label() + ": ", run.label(), record.complete(),
                    Facts.status(record), Facts.date(record), Facts.machine(environment), Facts.hardware(environment),
                    Text.plain(environment.os()), Text.plain(environment.jdk()), Text.plain(environment.commit()),
                    Facts.pinning(environment), Facts.of(record), Text.plain(String.join(" ", environment.jvmArgs())),
                    Facts.command(record),
                    SuiteYaml.of(record.suite()), links(run, tables));
        }

        /** JMH's own file is written when a run ends, so an incomplete one may lack it. */
        private static List<Link> links(ReportedRun run, List<WorkloadTable> tables) {
            List<String> files = new ArrayList<>(
                    List.of(RunDirectory.RUN_JSON, ResultsCsv.FILE, SummaryMarkdown.FILE));
            if (run.record().complete()) {
                files.add("jmh.json");
            }
            Stream.of(Reports.VERDICT_JSON, Reports.VERDICT_MARKDOWN, "junit.xml")
                    .filter(file -> Files.exists(run.directory().path().resolve(file))).forEach(files::add);
            tables.stream().flatMap(table -> table.rows().stream()).filter(row -> row.run() == run)
                    .forEach(row -> files.addAll(logs(row)));
            return files.stream().map(file -> Link.to(run.folder(), file)).toList();
        }

        private static List<String> logs(ArmRow row) {
            List<String> files = new ArrayList<>();
            String workload = row.cell().workload();
            row.latencyNanos().ifPresent(_ -> files.add(row.run().actual().fileName(row.cell().arm(), workload)));
            row.intendedNanos().ifPresent(_ -> files.add(row.run().intended().fileName(row.cell().arm(), workload)));
            return files;
        }
    }

    /**
     * A file beside the report.
     *
     * @param href relative
     * @param text its name
     */
    record Link(String href, String text) {

        static Link to(String folder, String file) {
            return new Link(folder + encode(file), Text.plain(file));
        }

        static String encode(String name) {
            return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    static HtmlPage of(Comparison comparison, String css, String echarts, String script) {
        List<WorkloadTable> tables = comparison.tables();
        List<HtmlWorkload> workloads = IntStream.range(0, tables.size())
                .mapToObj(i -> HtmlWorkload.of(i, tables.get(i))).toList();
        List<HtmlVerdict> verdicts = HtmlVerdict.of(comparison);
        var overview = Overview.of(tables, ChartData.arms(comparison));
        return new HtmlPage("fetchbench: " + suites(comparison), css, echarts, script, ChartData.json(comparison),
                comparison.runs().stream().map(run -> HtmlRun.of(run, tables)).toList(), comparison.runs().size() > 1,
                Comparison.SEVERAL_RUNS,
                verdicts, !verdicts.isEmpty(),
                tables.stream().flatMap(table -> Headline.of(table).stream()).toList(), overview, !overview.isEmpty(),
                comparison.hasWholeStack() ? List.of(Comparison.WHOLE_STACK) : List.of(), workloads,
                workloads.stream().anyMatch(HtmlWorkload::batch), !Sweep.of(tables).isEmpty(), meanings());
    }

    private static String suites(Comparison comparison) {
        return comparison.runs().stream().map(run -> Text.name(run.record().suite().name())).distinct()
                .collect(Collectors.joining(", "));
    }

    private static List<Facts.Fact> meanings() {
        return Stream.concat(
                Stream.concat(
                        Arrays.stream(Column.values()).map(column -> new Facts.Fact(column.title(), column.meaning())),
                        Stream.of(new Facts.Fact("in brackets", Column.BRACKETS))),
                Arrays.stream(Metric.values()).map(metric -> new Facts.Fact(metric.key(), metric.meaning()))).toList();
    }
}
