package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.record.Cell;
import io.fetchbench.harness.record.LatencyLogs;
import io.fetchbench.harness.record.Metric;
import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import io.fetchbench.harness.record.Validity;
import io.fetchbench.harness.suite.SuiteLoader;
import io.fetchbench.harness.verdict.VerdictRecord;
import io.fetchbench.harness.verdict.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The report as a reader meets it. */
class BrowserTest {
    private static final List<String> SECTIONS = List.of("answer", "ratios", "percentiles", "sweeps", "time",
            "makespan",
            "cost", "outcomes", "validity", "rounds", "how");
    private static final String KEEP_ALIVE = "keep-alive-64";

    @TempDir
    static Path folder;

    private static Browser browser;
    private static RunRecord run;
    private static Path quick;
    private static Path full;

    @BeforeAll
    static void openBrowser() throws IOException {
        browser = Browser.start(Files.createDirectory(folder.resolve("profile")));
        var directory = RunDirectory.create(folder, "quick");
        run = SampleRun.quick().in(directory);
        quick = written(directory, run);
        var other = RunDirectory.create(folder, "full");
        full = written(other, SampleRun.full().in(other));
    }

    private static Path written(RunDirectory directory, RunRecord record) {
        Reports.writeAll(directory, record);
        return directory.path().resolve(HtmlReport.FILE);
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void nothingWasLoggedAndNothingLoaded() {
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests()).isNotEmpty().allSatisfy(
                request -> assertThat(request).containsPattern("\"url\":\"(file|data|blob|about):"));
    }

    private static int workload(String name) {
        return run.suite().workloads().stream().map(workload -> workload.name()).toList().indexOf(name);
    }

    @Test
    void everySectionIsThereInOrder() {
        browser.open(full, "", 1280, false);
        assertThat(browser.elements("main > section").stream().map(section -> section.getDomAttribute("id")))
                .isEqualTo(SECTIONS);
        assertThat(browser.elements("#sweeps figure")).hasSizeGreaterThan(20);
        browser.run("document.querySelector('#sweeps figure').scrollIntoView()");
        browser.await("document.querySelector('#sweeps figure svg')");
    }

    @Test
    void chartsAndTheirTablesHaveTheNumbersOfTheRecord() {
        browser.open(quick, "", 1280, false);
        double cpu = Spread.of(run.cellsOf(KEEP_ALIVE).getFirst(), Metric.CPU).orElseThrow().middle();
        assertThat(browser.element("#ratios [data-workload='2'] tr[data-arm='nio-callbacks']").getText())
                .contains(Figure.of(cpu, 3, 2).value());
        List<List<String>> rounds = table(browser.chart("rounds", workload(KEEP_ALIVE)));
        int column = rounds.getFirst().indexOf("cpu_us_per_fetch");
        assertThat(rounds.get(1).get(0)).isEqualTo("nio-callbacks");
        run.cellsOf(KEEP_ALIVE).getFirst().forks().forEach(fork -> assertThat(rounds.get(1 + fork.round()).get(column))
                .isEqualTo(Figure.of(fork.metrics().get(Metric.CPU), 4, 9).value().replaceAll("0+$", "")));
        int process = rounds.getFirst().indexOf("process");
        assertThat(rounds.stream().filter(row -> row.getFirst().equals("virtual-threads")).map(row -> row.get(process)))
                .as("whole numbers are shown whole")
                .isEqualTo(run.cellsOf(KEEP_ALIVE).get(1).forks().stream().map(fork -> String.valueOf(fork.pid()))
                        .toList());
        List<List<String>> percentiles = table(browser.chart("percentiles", workload(KEEP_ALIVE)));
        double p99 = new LatencyLogs(new RunDirectory(quick.getParent())).merged("nio-callbacks", KEEP_ALIVE)
                .orElseThrow().getValueAtPercentile(99) / 1e6;
        assertThat(percentiles.stream().filter(row -> row.getFirst().equals("99%")).findFirst().orElseThrow().get(1))
                .isEqualTo(String.valueOf(Double.parseDouble(Figure.of(p99, 4, 9).value())));
        for (String section : List.of("ratios", "time", "makespan", "cost")) {
            browser.chart(section, workload("fan-out-1000x50ms"));
        }
    }

    @Test
    void onlyFetchesThatEndedOtherwiseThanOkAreDrawn() {
        browser.open(full, "#outcomes&workloads=faults", 1280, false);
        int faults = SuiteLoader.load("full").workloads().stream().map(workload -> workload.name()).toList()
                .indexOf("faults");
        assertThat(browser.chart("outcomes", faults).findElement(By.cssSelector(".chart")).getText())
                .contains("CONNECTION_LOST");
        browser.open(quick, "#outcomes", 1280, false);
        assertThat(browser.elements("#outcomes figure")).isEmpty();
        assertThat(browser.element("#outcomes").getText()).contains("every fetch that was accepted ended OK");
    }

    /** Opens a chart's data and reads it, headings first. */
    private static List<List<String>> table(WebElement figure) {
        figure.findElement(By.cssSelector("summary")).click();
        browser.await("document.querySelector('details.data[open] table')");
        return figure.findElements(By.cssSelector("tr")).stream().map(row -> row.findElements(By.cssSelector("th, td"))
                .stream().map(WebElement::getText).toList()).toList();
    }

    @Test
    void aChartIsSavedAsTheCsvOfItsTable() {
        browser.open(quick, "", 1280, false);
        WebElement figure = browser.chart("ratios", workload(KEEP_ALIVE));
        browser.run("window.saved = []; URL.createObjectURL = blob => { saved.push(blob); return '#'; };");
        figure.findElement(By.cssSelector(".under > button")).click();
        browser.run("saved[0].text().then(text => { window.csv = text; })");
        browser.await("window.csv");
        String csv = (String) browser.run("return csv");
        assertThat(csv.lines()).hasSize(6).first()
                .isEqualTo("arm,cpu_us_per_fetch × nio-callbacks,lowest,highest,rounds,validity");
        assertThat(csv.lines().skip(1)).allSatisfy(line -> assertThat(line).matches("[a-z-]+(,[0-9.]+){3},3,[✓?✗]"));
        assertThat(csv.lines()).anyMatch(line -> line.startsWith("virtual-threads-structured,") && line.endsWith("✗"));
    }

    @Test
    void filtersAreKeptInTheFragment() {
        browser.open(quick, "", 1280, false);
        browser.element("#filter summary").click();
        browser.element("#filter input[value='vertx-impl']").click();
        browser.element("#filter input[value='seed-20x2s']").click();
        assertThat(browser.fragment()).contains("styles=nio-callbacks,").doesNotContain("vertx-impl")
                .contains("workloads=").doesNotContain("seed-20x2s");
        assertFiltered();
        String fragment = browser.fragment();
        browser.open(quick, fragment, 1280, false);
        assertThat(browser.element("#filter-says").getText()).isEqualTo("4 of 5 styles, 3 of 4 workloads");
        assertFiltered();
        browser.element("#filter summary").click();
        browser.elements("#filter fieldset button").forEach(WebElement::click);
        assertThat(browser.fragment()).isEmpty();
        assertThat(browser.elements("#ratios tr[data-arm='vertx-impl']")).allMatch(WebElement::isDisplayed);
    }

    private static void assertFiltered() {
        assertThat(browser.elements("tr[data-arm='vertx-impl'], [data-workload='0']"))
                .hasSizeGreaterThan(4).noneMatch(WebElement::isDisplayed);
        assertThat(browser.chart("ratios", 2).findElement(By.cssSelector(".chart")).getText())
                .contains("virtual-threads").doesNotContain("vertx-impl");
    }

    @Test
    void theStartIsSwitchedWhereThereAreTwo() {
        browser.open(quick, "", 1280, false);
        assertThat(browser.elements("input[name=start]")).as("batches have two").hasSize(2);
        browser.open(full, "#percentiles&workloads=two-kinds", 1280, false);
        browser.await("document.querySelector('#percentiles [data-workload]:not([hidden]) svg')");
        awaitStart("intended");
        browser.element("input[name=start][value=actual]").click();
        awaitStart("actual");
        assertThat(browser.fragment()).contains("workloads=two-kinds", "start=actual");
    }

    private static void awaitStart(String start) {
        browser.await("[...document.querySelectorAll('#percentiles svg text')]"
                + ".some(text => text.textContent.includes('" + start + " start'))");
    }

    @Test
    void aCurveThatBeginsAtNothingHasAllItsPoints() throws IOException {
        var directory = RunDirectory.create(folder, "from-nothing");
        Path suite = Files.writeString(folder.resolve("from-nothing.yaml"),
                "{name: s, description: d, workloads: [{name: w, body: [0, 1KiB, 64KiB]}]}");
        browser.open(written(directory, SampleRun.of(SuiteLoader.load(suite.toString())).arm("one", 1).in(directory)),
                "", 1280, false);
        browser.run("document.querySelector('#sweeps figure').scrollIntoView()");
        browser.await("document.querySelector('#sweeps figure svg')");
        assertThat(browser.element("#sweeps figure .chart").getText()).contains("body, bytes").doesNotContain("(log)");
    }

    @Test
    void everythingCanBeDoneFromTheKeyboard() {
        browser.open(quick, "", 1280, false);
        WebElement figure = browser.chart("percentiles", workload(KEEP_ALIVE));
        WebElement chart = figure.findElement(By.cssSelector(".chart"));
        chart.sendKeys(Keys.ARROW_RIGHT);
        assertThat(browser.element("#said").getDomProperty("textContent")).startsWith("50%: nio-callbacks 0.");
        chart.sendKeys(Keys.ARROW_LEFT);
        assertThat(browser.element("#said").getDomProperty("textContent")).startsWith("99.9");
        figure.findElement(By.cssSelector("summary")).sendKeys(Keys.ENTER);
        browser.await("document.querySelector('details.data[open] table')");
        browser.element("#filter summary").sendKeys(Keys.ENTER);
        browser.element("#filter input[value='vertx-impl']").sendKeys(Keys.SPACE);
        assertThat(browser.fragment()).contains("styles=");
        assertThat(chart.getDomAttribute("aria-label")).contains(KEEP_ALIVE, "Arrow keys");
    }

    @Test
    void followsTheReadersColourScheme() {
        for (boolean dark : new boolean[]{false, true}) {
            browser.open(quick, "", 1280, dark);
            WebElement chart = browser.chart("ratios", 2).findElement(By.cssSelector("svg text"));
            assertThat(luminance(browser.element("body").getCssValue("background-color")) < 128).isEqualTo(dark);
            assertThat(luminance(chart.getCssValue("fill")) > 128).isEqualTo(dark);
        }
    }

    private static double luminance(String rgb) {
        String[] parts = rgb.replaceAll("[^0-9,]", "").split(",");
        return 0.299 * Integer.parseInt(parts[0]) + 0.587 * Integer.parseInt(parts[1])
                + 0.114 * Integer.parseInt(parts[2]);
    }

    @Test
    void nothingHangsOverTheEdgeOfANarrowWindow() {
        for (Path page : List.of(quick, full)) {
            browser.open(page, "", 400, false);
            browser.element("#filter summary").click();
            for (String section : List.of("ratios", "percentiles", "time", "cost", "rounds")) {
                browser.chart(section, 1);
            }
            assertThat(
                    browser.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .isEqualTo(true);
        }
    }

    @Test
    void keepsTheRulesOfAccessibility() {
        for (boolean dark : new boolean[]{false, true}) {
            browser.open(quick, "", 1280, dark);
            browser.element("#filter summary").click();
            for (String section : List.of("ratios", "percentiles", "time", "cost", "rounds")) {
                browser.chart(section, 1);
            }
            table(browser.chart("percentiles", 1));
            assertThat(browser.accessibilityViolations()).isEmpty();
        }
        browser.run("document.querySelector('h2').innerHTML = '<img src=data:,>'");
        assertThat(browser.accessibilityViolations()).as("a picture without a text").anyMatch(
                violation -> violation.startsWith("critical image-alt"));
    }

    @Test
    void aComparisonShowsItsPairs() {
        var directory = RunDirectory.create(folder, "compare");
        VerdictRecord record = SampleVerdict.in(directory, "virtual-threads", 0.06, 24);
        Reports.rebuild(directory);
        browser.open(directory.path().resolve(HtmlReport.FILE), "", 1280, false);
        assertThat(browser.element("#verdict").getText()).contains(
                "✗ REGRESSION virtual-threads against nio-callbacks on keep-alive-64", "CPU per fetch",
                Words.change(record.findings().getFirst().verdict().changes().getFirst().estimate()));
        browser.await("document.querySelector('#verdict figure .chart svg')");
        assertThat(browser.element("#verdict figure .chart").getText()).contains("limit +5 %");
        List<List<String>> pairs = table(browser.element("#verdict figure"));
        double first = 100 * Math.expm1(record.findings().getFirst().pairs().getFirst().logRatio().get(Metric.CPU));
        assertThat(pairs).hasSize(25);
        assertThat(Double.parseDouble(pairs.get(1).get(1))).isCloseTo(first, within(0.001));
    }

    @Test
    void hostileNamesAreText() {
        String hostile = "<script>alert(1)<\\script><img src=x onerror=alert(2)>\"'&amp;\u2028\u202e";
        var directory = RunDirectory.create(folder, "hostile");
        RunRecord record = SampleRun.of(SuiteLoader.load(SampleRun.resource("sample.yaml").toString())).arm("plain", 1)
                .arm(hostile, Stack.WHOLE_STACK, 2, Validity.SUSPECT, hostile, "</script></ul>")
                .command("run", hostile, "x".repeat(10_000)).incomplete("y".repeat(10_000) + hostile).in(directory);
        Path page = written(directory, longNames(record));
        browser.open(page, "", 400, false);
        for (String section : List.of("ratios", "percentiles", "time", "cost", "rounds")) {
            browser.chart(section, 0);
        }
        table(browser.chart("ratios", 0));
        browser.element("#filter summary").click();
        browser.elements("#filter input").getLast().click();
        assertThat(browser.elements("img, script script, li script, td script")).isEmpty();
        assertThat(browser.run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo(true);
        assertThat(browser.element("body").getText()).contains("<script>alert(1)").doesNotContain("\u202e");
    }

    /** A log's name ends at 255 characters, a record's not. */
    private static RunRecord longNames(RunRecord run) {
        var cells = run.cells().stream().map(cell -> cell.arm().equals("plain")
                ? new Cell("z".repeat(10_000), cell.style(), cell.stack(), cell.workload(),
                        cell.validity(), cell.reasons(), cell.forks())
                : cell).toList();
        return new RunRecord(run.formatVersion(), run.runId(), run.complete(), run.incompleteReason(), run.startedAt(),
                run.elapsedNanos(), run.command(), run.environment(), run.suite(), cells);
    }

    @Test
    void severalRunsAreSideBySide() {
        var second = RunDirectory.create(folder, "second");
        second.writeRecord(SampleRun.sample().in(second));
        var first = new RunDirectory(quick.getParent());
        first.writeRecord(run);
        Path page = folder.resolve("both.html");
        Reports.sideBySide(List.of(first, second), page, false, false);
        browser.open(page, "", 1280, false);
        assertThat(browser.chart("ratios", 2).findElement(By.cssSelector(".chart")).getText())
                .contains("virtual-threads · A", "virtual-threads · B");
        assertThat(browser.element("header .runs").getText()).contains("AMD EPYC 7B13", "Eclipse Adoptium 25.0.1+8");
        assertThat(browser.element("header").getText())
                .contains("compare no figure of one run with a figure of another");
        assertThat(browser.element("#how").getText()).contains("Run A", "Run B");
    }
}
