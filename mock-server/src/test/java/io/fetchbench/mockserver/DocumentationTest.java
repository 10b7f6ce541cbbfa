package io.fetchbench.mockserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** What docs/mock-server.md shows is typed in, and what its tables name is what there is. */
@Timeout(60)
class DocumentationTest {
    private static final String TEXT = read(Path.of("..", "docs", "mock-server.md"));
    private static final Pattern CURL = Pattern.compile("\\$ curl (-i )?'http://[^/]+([^']+)'\n(.*?)```",
            Pattern.DOTALL);

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What stands between a heading and the next one. */
    private static String section(String heading) {
        int from = TEXT.indexOf("\n## " + heading + "\n");
        assertThat(from).as(heading).isNotNegative();
        int to = TEXT.indexOf("\n## ", from + 1);
        return to < 0 ? TEXT.substring(from) : TEXT.substring(from, to);
    }

    /** What is in code quotes in the first cell of each row of a section's tables. */
    private static List<String> firstCells(String heading) {
        return section(heading).lines().filter(line -> line.startsWith("| `"))
                .flatMap(line -> quoted(line.substring(0, line.indexOf('|', 1)))).toList();
    }

    private static Stream<String> quoted(String text) {
        return Pattern.compile("`([^`]+)`").matcher(text).results().map(match -> match.group(1));
    }

    /** All that comes, the header that asks for an end left out again. */
    private static String fetch(MockServer server, String target) throws IOException {
        try (RawClient client = new RawClient(server)) {
            client.send(RawClient.get(target).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            return client.rest().replace("\r\n", "\n").replace("Connection: close\n", "");
        }
    }

    @Test
    void curlShowsWhatIsPrintedHere() throws IOException {
        List<MatchResult> examples = CURL.matcher(TEXT).results().toList();
        assertThat(examples).hasSize(2);
        try (MockServer server = MockServer.start(MockServerOptions.defaults())) {
            for (MatchResult example : examples) {
                String response = fetch(server, example.group(2));
                String shown = example.group(1) == null
                        ? response.substring(response.indexOf("\n\n") + 2)
                        : response;
                assertThat(example.group(3).strip()).isEqualTo(shown.strip());
            }
        }
    }

    @Test
    void everyValueOfTheTableOfKeysIsUnderstood() throws IOException {
        try (MockServer server = MockServer.start(MockServerOptions.defaults())) {
            for (String line : section("URLs").lines().filter(line -> line.startsWith("| `")).toList()) {
                String[] cells = line.split("\\|");
                String key = quoted(cells[1]).findFirst().orElseThrow();
                List<String> values = quoted(cells[2]).filter(value -> value.matches("\\d.*|length|chunked|close"))
                        .toList();
                assertThat(values.isEmpty()).as(line).isEqualTo(key.equals("status") || key.equals("fault"));
                for (String value : values) {
                    String target = key.equals("{size}") ? "/bytes/" + value : "/bytes/83?" + key + "=" + value;
                    assertThat(fetch(server, target)).startsWith("HTTP/1.1 200 OK\n");
                }
            }
            assertThat(fetch(server, "/bytes/0?no=")).contains("expected one of " + String.join(", ",
                    firstCells("URLs").stream().filter(key -> !key.equals("{size}")).toList()) + ",");
        }
    }

    @Test
    void theTableOfFaultsHasEachFaultAndItsPosition() {
        List<String> shown = firstCells("Faults");
        assertThat(shown.stream().filter(fault -> !fault.equals("fault=")).map(fault -> fault.replace("@N", ""))
                .distinct()).containsExactlyElementsOf(Stream.of(Fault.Kind.values()).map(Fault.Kind::label).toList());
        shown.stream().filter(fault -> fault.endsWith("@N"))
                .forEach(fault -> assertThat(Fault.parse(fault.replace("@N", "@100")).at()).isEqualTo(100));
    }

    @Test
    void theFieldsOfStatsAreThose() throws IOException {
        try (MockServer server = MockServer.start(MockServerOptions.defaults())) {
            String json = fetch(server, "/stats").replaceAll("\\{[^{}]*\\}(?=[,}])", "0");
            assertThat(firstCells("/stats")).containsExactlyInAnyOrderElementsOf(
                    Pattern.compile("\"(\\w+)\":").matcher(json).results().map(match -> match.group(1)).toList());
        }
    }

    @Test
    void theOptionsAndTheirDefaultsAreThose() {
        Map<String, OptionSpec> options = new CommandLine(new MockServerMain())
                .registerConverter(Behaviour.class, Behaviour::parse).getCommandSpec().optionsMap();
        List<String> rows = section("Command line").lines().filter(line -> line.startsWith("| `--")).toList();
        assertThat(firstCells("Command line").stream().map(option -> option.split(" ")[0]))
                .containsExactlyInAnyOrderElementsOf(
                        options.keySet().stream().filter(name -> !name.equals("-h") && !name.equals("--help"))
                                .toList());
        for (String row : rows) {
            String name = quoted(row).findFirst().orElseThrow().split(" ")[0];
            String shown = row.substring(row.lastIndexOf('|', row.length() - 2) + 1, row.length() - 1).strip();
            if (!shown.isEmpty()) {
                Object value = options.get(name).getValue();
                assertThat(shown).as(name).isEqualTo(String.valueOf(value));
            }
        }
        assertThat(quoted(rows.stream().filter(row -> row.contains("--behaviour")).findFirst().orElseThrow()).skip(1))
                .containsExactlyElementsOf(Stream.of(Behaviour.values()).map(Behaviour::toString).toList());
    }

    @Test
    void theStatusesOfRefusalsAreThose() {
        assertThat(section("Responses").lines().filter(line -> line.matches("\\| 4\\d\\d .*"))
                .map(line -> Integer.parseInt(line.substring(2, 5)))).containsExactlyInAnyOrderElementsOf(
                        Stream.of(Refusal.values()).map(refusal -> refusal.response().status()).distinct().toList());
        assertThat(MockServerOptions.defaults().requestTimeout()).as("the table says 10 s")
                .isEqualTo(Duration.ofSeconds(10));
    }
}
