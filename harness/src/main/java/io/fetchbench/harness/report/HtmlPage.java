package io.fetchbench.harness.report;

import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.jstach.jstache.JStache;
import io.jstach.jstache.JStacheConfig;
import io.jstach.jstache.JStacheType;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the template {@code report.mustache} shows. All of it is text, escaped on its way in, but css, echarts, script and
 * data, which are put in as they are.
 */
@JStacheConfig(type = JStacheType.STACHE)
@JStache(path = "io/fetchbench/harness/report/report.mustache")
record HtmlPage(String title, String css, String echarts, String script, String data, boolean complete, String status,
        String date, String machine, String pinning, List<Headline> headlines, List<HtmlWorkload> workloads,
        List<Facts.Fact> columns, List<Facts.Fact> facts, String jvmArgs, String command,
        String suite, List<Link> links) {

    /**
     * A file beside the report.
     *
     * @param href relative
     * @param text its name
     */
    record Link(String href, String text) {

        static Link to(String file) {
            String encoded = URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20");
            return new Link("./" + encoded, Text.plain(file));
        }
    }

    static HtmlPage of(Comparison comparison, String css, String echarts, String script) {
        RunRecord run = comparison.run();
        List<WorkloadTable> tables = comparison.tables();
        return new HtmlPage("fetchbench: " + Text.name(run.suite().name()), css, echarts, script,
                ChartData.json(comparison), run.complete(), Facts.status(run), Facts.date(run),
                Facts.machine(run.environment()), Facts.pinning(run.environment()),
                tables.stream().map(Headline::of).toList(),
                IntStream.range(0, tables.size()).mapToObj(i -> HtmlWorkload.of(i, tables.get(i))).toList(),
                Arrays.stream(Column.values()).map(column -> new Facts.Fact(column.title(), column.meaning())).toList(),
                Facts.of(run), Text.plain(String.join(" ", run.environment().jvmArgs())), Facts.command(run),
                SuiteYaml.of(run.suite()), links(comparison));
    }

    /** JMH's own file is written when a run ends, so an incomplete one may lack it. */
    private static List<Link> links(Comparison comparison) {
        List<Link> links = new ArrayList<>();
        for (String file : List.of(RunDirectory.RUN_JSON, ResultsCsv.FILE, SummaryMarkdown.FILE)) {
            links.add(Link.to(file));
        }
        if (comparison.run().complete()) {
            links.add(Link.to("jmh.json"));
        }
        comparison.tables().stream().flatMap(table -> table.rows().stream())
                .filter(row -> row.latencyNanos().isPresent())
                .forEach(row -> links.add(Link.to(row.cell().arm() + "@" + row.cell().workload() + ".hlog")));
        return links;
    }
}
