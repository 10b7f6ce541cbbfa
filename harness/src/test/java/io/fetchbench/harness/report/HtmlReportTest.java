package io.fetchbench.harness.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.suite.SuiteLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
    @TempDir
    Path folder;

    private RunDirectory directory;

    @BeforeEach
    void setUp() {
        directory = new RunDirectory(folder);
    }

    @Test
    void hasEveryFigureOfEveryTable() {
        RunRecord run = SampleRun.quick().in(directory);
        String body = body(HtmlReport.render(run, directory));
        for (WorkloadTable table : Comparison.of(run, directory).tables()) {
            assertThat(body).contains("<bdi>" + table.name() + "</bdi>");
            for (ArmRow row : table.measured()) {
                Map<String, String> expected = new LinkedHashMap<>();
                table.columns().forEach(column -> expected.put(column.title(), row.figure(column).text()));
                assertThat(cells(body, "Comparison on " + table.name(), row.arm())).as("%s on %s", row.arm(),
                        table.name()).containsExactlyEntriesOf(expected);
            }
            table.remarks().forEach(remark -> assertThat(body).contains(HtmlReport.escape(remark.text())));
        }
        assertThat(body).contains("./bench run --suite quick", "2026-01-31 23:30:15 UTC", "AMD EPYC 7B13, 2 cores");
    }

    /** What a line of a table shows, by its columns' headings. */
    private static Map<String, String> cells(String body, String caption, String arm) {
        String table = between(body, "<caption>" + caption + "<", "</table>");
        String line = between(table, "<tr data-arm=\"" + arm + "\"", "</tr>");
        Map<String, String> cells = new LinkedHashMap<>();
        Pattern.compile("<td data-label=\"([^\"]*)\">(.*?)</td>").matcher(line).results()
                .forEach(cell -> cells.put(cell.group(1), cell.group(2).replaceAll("<[^>]*>", "")));
        return cells;
    }

    private static String between(String text, String start, String end) {
        assertThat(text).contains(start);
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String body(String html) {
        return html.substring(html.indexOf("<body>"), html.indexOf("<script"));
    }

    @Test
    void loadsNothing() {
        String html = HtmlReport.render(SampleRun.quick().in(directory), directory);
        List<String> references = Pattern.compile("<[a-z][^>]*\\s(?:src|href)=\"([^\"]*)\"")
                .matcher(withoutScripts(html)).results().map((MatchResult match) -> match.group(1)).toList();
        assertThat(references).contains("./run.json", "./results.csv", "./nio-callbacks%40keep-alive-64.hlog")
                .allMatch(reference -> reference.startsWith("./") || reference.startsWith("#")
                        || reference.equals("data:,"));
        assertThat(html).contains("default-src 'none'").doesNotContain("@import");
    }

    @Test
    void theStandardSuitesPageIsNotTooLarge() {
        RunRecord run = SampleRun.of(SuiteLoader.load("standard")).usualArms().in(directory);
        assertThat(HtmlReport.render(run, directory).getBytes(UTF_8)).hasSizeLessThan(2_500_000);
    }

    @Test
    void aComparisonsVerdictComesFirstInPlainWords() {
        SampleVerdict.in(directory, "virtual-threads", 0.001, 24);
        String html = HtmlReport.render(directory.readRecord(), directory);
        assertThat(html).contains("✓ PASS", "a worsening by 5 % is excluded for every metric", "./verdict.json");
        assertThat(html.indexOf("id=\"verdict\"")).isLessThan(html.indexOf("id=\"answer\""));
        SampleVerdict.in(directory, "<script>alert(1)</script>", 0.05, 5);
        html = HtmlReport.render(directory.readRecord(), directory);
        assertThat(html).contains("? INCONCLUSIVE", "this is no pass", "&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert(1)");
    }

    @Test
    void aComparisonThatWasGivenUpAfterAPairHasNoTableOfChanges() {
        SampleVerdict.in(directory, "virtual-threads", 0.05, 1);
        String html = HtmlReport.render(directory.readRecord(), directory);
        assertThat(html).contains("? INCONCLUSIVE", "stopped 11 pairs before the end of a stage")
                .doesNotContain("Changes of");
        SampleVerdict.in(directory, "virtual-threads", 0.05, 12);
        assertThat(HtmlReport.render(directory.readRecord(), directory)).contains("Changes of");
    }

    private static String withoutScripts(String html) {
        return html.replaceAll("(?s)<script[^>]*>.*?</script>", "");
    }

    @Test
    void isTheSameEverywhere() {
        RunRecord run = SampleRun.quick().in(directory);
        String html = HtmlReport.render(run, directory);
        assertThat(
                Defaults.under(Locale.forLanguageTag("ar-EG"), "Asia/Tokyo", () -> HtmlReport.render(run, directory)))
                .isEqualTo(html);
    }

    @Test
    void chartsGetTheNumbersOfTheTables() throws Exception {
        JsonNode data = data(HtmlReport.render(SampleRun.quick().in(directory), directory));
        JsonNode keepAlive = data.path("workloads").path(2);
        assertThat(keepAlive.path("name").asText()).isEqualTo("keep-alive-64");
        assertThat(keepAlive.path("cells")).hasSize(5);
        JsonNode cell = keepAlive.path("cells").path(0);
        assertThat(cell.path("reference").asBoolean()).isTrue();
        int p99 = 2 * Percentiles.POINTS_PER_NINE - Percentiles.FIRST_POINT;
        double millis = new LatencyLogs(directory).merged("nio-callbacks", "keep-alive-64").orElseThrow()
                .getValueAtPercentile(99) / 1e6;
        assertThat(cell.path("actual").path("millis").path(p99).asDouble()).isCloseTo(millis, withinPercentage(0.1));
    }

    private static JsonNode data(String html) throws Exception {
        String start = "<script type=\"application/json\" id=\"data\">";
        int from = html.indexOf(start) + start.length();
        return JsonMapper.builder().build().readTree(html.substring(from, html.indexOf("</script>", from)));
    }

    @Test
    void hostileTextIsHarmless() throws Exception {
        String hostile = "<script>alert(1)<\\script><!--\"'&amp;\u2028\u202e";
        RunRecord run = SampleRun.of(SuiteLoader.load("quick"))
                .arm(hostile, Stack.WHOLE_STACK, 1, Validity.SUSPECT, hostile, "</ul></script>" + hostile)
                .command("run", hostile).incomplete(hostile).in(directory);
        String html = HtmlReport.render(run, directory);
        assertThat(withoutScripts(html)).doesNotContain("alert(1)<", "<!--", "\u202e");
        assertThat(html.split("<script", -1)).hasSize(4);
        assertThat(data(html).path("arms").path(0).asText()).startsWith("<script>alert(1)");
    }

    @Test
    void anIncompleteRunSaysSoBeforeAnythingElse() {
        String html = HtmlReport.render(SampleRun.sample().incomplete("disk full").in(directory), directory);
        assertThat(html.indexOf("INCOMPLETE: disk full")).isPositive().isLessThan(html.indexOf("In short"));
        assertThat(HtmlReport.render(SampleRun.sample().in(new RunDirectory(folder)), directory))
                .doesNotContain("INCOMPLETE:");
    }

    @Test
    void aRunWithoutAnyCellIsStillAPage() {
        RunRecord run = SampleRun.sample().incomplete("no server").in(directory);
        var empty = new RunRecord(run.formatVersion(), run.runId(), false, run.incompleteReason(), run.startedAt(), 1,
                run.command(), run.environment(), run.suite(), List.of());
        assertThat(HtmlReport.render(empty, directory)).contains("No figures that can be used.",
                "keep-alive-64: not run");
    }
}
