package io.fetchbench.harness.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium of the machine's own, with nothing to phone home for and a profile that is thrown away. */
final class Browser implements AutoCloseable {
    private static final String ABSENT = "BrowserTest is left out: expected chromium and chromedriver on the PATH, got none;"
            + " 'apt-get install chromium chromium-driver' adds the tests of the report in a browser";

    private static final int PIECE_HEIGHT = 1_600;

    private final ChromeDriver driver;
    private final List<String> logged = new ArrayList<>();
    private final List<String> requested = new ArrayList<>();

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts it; where there is none the test is left out, but not on the project's own CI. */
    static Browser start(Path profile) {
        Optional<Path> chromium = onPath("chromium");
        Optional<Path> chromedriver = onPath("chromedriver");
        boolean there = chromium.isPresent() && chromedriver.isPresent();
        if (!there && System.getenv("CI") != null) {
            throw new AssertionError(ABSENT);
        }
        if (!there) {
            // A skipped test's reason is in no output that people see.
            System.err.println(ABSENT);
        }
        assumeTrue(there, ABSENT);
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-dev-shm-usage", "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logs);
        var service = new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.orElseThrow().toFile())
                .build();
        var driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        return new Browser(driver);
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
    }

    /** Opens a file in a window this wide, anew even if it is there. */
    void open(Path page, String fragment, int width, boolean dark) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
                List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        resize(width, 900);
        keep(LogType.BROWSER, logged);
        keep(LogType.PERFORMANCE, requested);
        driver.get("about:blank");
        driver.get(page.toUri() + fragment);
    }

    void resize(int width, int height) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What pages logged since this was last asked, errors of their scripts included. */
    List<String> console() {
        return since(LogType.BROWSER, logged);
    }

    /** Every request pages made since this was last asked, as Chromium's log has it; not those of its own first page. */
    List<String> requests() {
        return since(LogType.PERFORMANCE, requested).stream()
                .filter(message -> message.contains("\"Network.requestWillBeSent\""))
                .filter(message -> !message.contains("\"documentURL\":\"chrome")).toList();
    }

    private List<String> since(String log, List<String> kept) {
        keep(log, kept);
        List<String> all = List.copyOf(kept);
        kept.clear();
        return all;
    }

    /** To read a log empties it, and so may another page. */
    private void keep(String log, List<String> kept) {
        driver.manage().logs().get(log).getAll().stream().map(LogEntry::getMessage).forEach(kept::add);
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Waits until an expression of JavaScript is true; the script's time limit ends it otherwise. */
    void await(String expression) {
        driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "const look = () => (" + expression + ") ? done() : requestAnimationFrame(look); look();");
    }

    /** Brings a chart into the window and waits until it is drawn. */
    WebElement chart(String section, int workload) {
        String selector = "#" + section + " [data-workload='" + workload + "'] figure";
        run("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector);
        await("document.querySelector(\"" + selector + " .chart\").childElementCount > 0");
        return element(selector);
    }

    WebElement element(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    List<WebElement> elements(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** What axe-core, which knows the rules of WCAG, has against the page: rule, impact and place. */
    List<String> accessibilityViolations() {
        run(Axe.source());
        Object found = driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations']}).then(result => done(result.violations.flatMap("
                + "violation => violation.nodes.map(node => violation.impact + ' ' + violation.id + ' ' + node.html))))");
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    String fragment() {
        return (String) run("return location.hash");
    }

    /** Saves the whole page, everything on it drawn, in pieces from the top: NAME-0.png and on. */
    void screenshots(Path folder, String name, int width) throws IOException {
        resize(width, (int) Math.min(height() + 2_000, 30_000));
        await("[...document.querySelectorAll('.chart')].every(c => c.getClientRects().length === 0"
                + " || c.childElementCount > 0 || c.getBoundingClientRect().top > innerHeight)");
        int height = height();
        resize(width, height);
        await("true");
        for (int top = 0; top < height; top += PIECE_HEIGHT) {
            shoot(folder.resolve(name + "-" + top / PIECE_HEIGHT + ".png"), top, width,
                    Math.min(PIECE_HEIGHT, height - top));
        }
    }

    /** Saves the top of the page. */
    void screenshot(Path file, int width, int height) throws IOException {
        resize(width, height);
        await("document.readyState === 'complete'");
        shoot(file, 0, width, height);
    }

    private void shoot(Path file, int top, int width, int height) throws IOException {
        var clip = Map.of("x", 0, "y", top, "width", width, "height", height, "scale", 1);
        var shot = driver.executeCdpCommand("Page.captureScreenshot", Map.of("format", "png", "clip", clip));
        Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
    }

    private int height() {
        return ((Long) run("return Math.ceil(document.body.getBoundingClientRect().bottom + scrollY + 16)")).intValue();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
