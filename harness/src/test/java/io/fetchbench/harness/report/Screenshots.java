package io.fetchbench.harness.report;

import io.fetchbench.harness.record.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of a report, to be looked at. Not a test by its name; say which, a made-up one unless set, and where to:
 * {@code mvn test -pl harness -am -Dtest=Screenshots#takeAll -Dsurefire.failIfNoSpecifiedTests=false
 * -Dfetchbench.report=.../report.html -Dfetchbench.pictures=FOLDER}
 */
class Screenshots {
    @TempDir
    Path profile;

    @TempDir
    Path run;

    @Test
    void takeAll() throws Exception {
        Path page = System.getProperty("fetchbench.report") == null
                ? sample()
                : Path.of(System.getProperty("fetchbench.report")).toAbsolutePath();
        Path folder = Files.createDirectories(Path.of(System.getProperty("fetchbench.pictures")));
        String fragment = System.getProperty("fetchbench.fragment", "");
        try (Browser browser = Browser.start(profile)) {
            for (int width : new int[]{1280, 400}) {
                for (boolean dark : new boolean[]{false, true}) {
                    browser.open(page, fragment, width, dark);
                    browser.screenshots(folder, width + (dark ? "-dark" : "-light"), width);
                }
            }
        }
    }

    /**
     * The top of a report as one picture, for a README:
     * {@code -Dtest=Screenshots#takeTop -Dfetchbench.report=.../report.html -Dfetchbench.picture=.../report.png}
     */
    @Test
    void takeTop() throws Exception {
        Path page = Path.of(System.getProperty("fetchbench.report")).toAbsolutePath();
        try (Browser browser = Browser.start(profile)) {
            browser.open(page, System.getProperty("fetchbench.fragment", ""), 1100, false);
            browser.screenshot(Path.of(System.getProperty("fetchbench.picture")), 1100, 1000);
        }
    }

    private Path sample() {
        var directory = new RunDirectory(run);
        Reports.writeAll(directory, SampleRun.quick().in(directory));
        return run.resolve(HtmlReport.FILE);
    }
}
