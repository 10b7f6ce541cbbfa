package io.fetchbench.harness.report;

import io.fetchbench.harness.record.RunDirectory;
import io.fetchbench.harness.record.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** {@code report.html}: one file that opens offline, with its charts, their data and nothing to load. */
public final class HtmlReport {
    /** The file's name. */
    public static final String FILE = "report.html";

    private static final List<String> SCRIPTS = List.of("look.js", "charts.js", "tables.js", "page.js");

    private static final String ECHARTS_PROPERTIES = "/META-INF/maven/org.webjars/echarts/pom.properties";

    private HtmlReport() {}

    /**
     * Writes the report.
     *
     * @param run the run, complete or not
     * @param directory its folder, with the histogram logs in it
     * @return the file's text
     */
    public static String render(RunRecord run, RunDirectory directory) {
        return render(Comparison.of(run, directory));
    }

    static String render(Comparison comparison) {
        String script = SCRIPTS.stream().map(HtmlReport::resource)
                .collect(Collectors.joining("\n", "(() => {\n\"use strict\";\n", "})();"));
        var page = HtmlPage.of(comparison, resource("report.css"), script(echarts()), script(script));
        return new HtmlPageRenderer(null, HtmlReport::escape).execute(page);
    }

    /** Text for an element's content or a quoted attribute. */
    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** A script that can't end its element early; inside a JavaScript string {@code <\/} means {@code </}. */
    private static String script(String source) {
        return source.replace("</script", "<\\/script").replace("<!--", "<\\!--");
    }

    private static String echarts() {
        var properties = new Properties();
        try (InputStream in = HtmlReport.class.getResourceAsStream(ECHARTS_PROPERTIES)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = properties.getProperty("version");
        return resource("/META-INF/resources/webjars/echarts/" + version + "/echarts.min.js");
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
